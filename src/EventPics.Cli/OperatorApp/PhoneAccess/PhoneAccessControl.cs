namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>Switches phone access on and off, and signs phones in.</summary>
internal sealed class PhoneAccessControl(PhoneAccessStore store, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly PinLimiter _limiter = new(time);
    private CancellationTokenSource _sessions = new();

    /// <summary>Raised after a change.</summary>
    public event EventHandler? Changed;

    public PhoneAccessSettings Settings { get; private set; } = store.Load();

    public int RecentlyWrong => _limiter.RecentlyWrong;

    public void SwitchOn() => Change(settings => settings with
    {
        IsOn = true,
        Pin = settings.Pin.Length > 0 ? settings.Pin : Pins.Create(),
        SessionSecret = settings.SessionSecret.Length > 0 ? settings.SessionSecret : DeviceCookie.CreateSecret(),
        DeviceSecret = settings.DeviceSecret.Length > 0 ? settings.DeviceSecret : DeviceCookie.CreateSecret(),
    });

    /// <summary>Forgets all devices.</summary>
    public void SwitchOff() => Change(settings => settings with
    {
        IsOn = false,
        SessionSecret = DeviceCookie.CreateSecret(),
        DeviceSecret = DeviceCookie.CreateSecret(),
    });

    public void ChangePin()
    {
        Change(settings => settings with { Pin = Pins.Create(), SessionSecret = DeviceCookie.CreateSecret() });
        _limiter.ForgetSharedWrongPins();
    }

    public void AllowChanges(bool allow) => Change(settings => settings with { AllowsChanges = allow });

    /// <summary>Finds the session of a phone; null when it is not signed in.</summary>
    public PhoneSession? FindSession(string? cookie)
    {
        // Under the lock: a session that is found just before a new PIN must end with the old one.
        lock (_lock)
        {
            return DeviceCookie.Read(cookie, Settings) is { IsSignedIn: true } phone
                ? new PhoneSession(phone.DeviceId, _sessions.Token)
                : null;
        }
    }

    /// <summary>Signs a phone in if it enters the right PIN.</summary>
    /// <returns>What came of it, and the phone's new cookie.</returns>
    public (PinAttempt Attempt, string? Cookie) SignIn(string? cookie, string address, string pin)
    {
        lock (_lock)
        {
            var settings = Settings;
            var known = DeviceCookie.Read(cookie, settings);
            var attempt = _limiter.Try(
                known?.DeviceId ?? address,
                known is not null,
                () => settings.IsOn && Pins.IsPin(settings.Pin) && Pins.AreEqual(settings.Pin, pin));
            return (attempt, attempt.IsRight ? DeviceCookie.Write(known?.DeviceId ?? DeviceCookie.CreateDeviceId(), settings) : null);
        }
    }

    public void Dispose() => _sessions.Dispose();

    private void Change(Func<PhoneAccessSettings, PhoneAccessSettings> change)
    {
        CancellationTokenSource? ended = null;
        lock (_lock)
        {
            var settings = change(Settings);
            store.Save(settings);
            if (settings.SessionSecret != Settings.SessionSecret)
            {
                (ended, _sessions) = (_sessions, new CancellationTokenSource());
            }

            Settings = settings;
        }

        ended?.Cancel();
        ended?.Dispose();
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
