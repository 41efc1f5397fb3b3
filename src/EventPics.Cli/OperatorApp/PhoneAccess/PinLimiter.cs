namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>
/// Limits wrong PINs. A device is what it can't shed: a phone that has signed in before is known by its cookie, all others by their
/// address. So a guest who throws cookies away remains the same device, and can't lock a phone that was signed in. All devices together
/// have a limit too, which keeps guessing hopeless for a computer with many addresses; known phones have one of their own, and can still
/// sign in.
/// </summary>
internal sealed class PinLimiter(TimeProvider time)
{
    public const int MaxWrongPins = 5;

    /// <summary>The limit for all unknown devices together, and for all known ones.</summary>
    public const int MaxWrongPinsOfAll = 20;

    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (int Wrong, long At)> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<bool, Queue<long>> _wrong = new() { [false] = new(), [true] = new() };

    /// <summary>How many wrong PINs were entered within the last ten minutes.</summary>
    public int RecentlyWrong
    {
        get
        {
            lock (_lock)
            {
                return _wrong.Values.Sum(wrong => wrong.Count(at => !IsOver(at)));
            }
        }
    }

    /// <summary>Tries a PIN, one at a time, so that many requests in parallel are no way around the limit.</summary>
    /// <param name="device">The device's ID or address.</param>
    /// <param name="isKnown">Whether it has signed in before.</param>
    /// <param name="isRight">Compares the PIN.</param>
    public PinAttempt Try(string device, bool isKnown, Func<bool> isRight)
    {
        lock (_lock)
        {
            Forget();
            var wrong = _devices.GetValueOrDefault(device);
            var all = _wrong[isKnown];
            if (wrong.Wrong >= MaxWrongPins)
            {
                return new PinAttempt(false, Remaining(wrong.At));
            }

            if (all.Count >= MaxWrongPinsOfAll)
            {
                return new PinAttempt(false, Remaining(all.Peek()));
            }

            if (isRight())
            {
                _devices.Remove(device);
                return new PinAttempt(true, null);
            }

            var now = time.GetTimestamp();
            all.Enqueue(now);
            _devices[device] = (wrong.Wrong + 1, now);
            return new PinAttempt(false, wrong.Wrong + 1 >= MaxWrongPins ? LockTime : null);
        }
    }

    /// <summary>
    /// Lets all devices try again that are not locked themselves: what was guessed says nothing about a new PIN, and guests who entered
    /// the old one must not lock out those who know the new one. A device that guessed stays locked.
    /// </summary>
    public void ForgetSharedWrongPins()
    {
        lock (_lock)
        {
            foreach (var wrong in _wrong.Values)
            {
                wrong.Clear();
            }
        }
    }

    private void Forget()
    {
        foreach (var all in _wrong.Values)
        {
            while (all.TryPeek(out var at) && IsOver(at))
            {
                all.Dequeue();
            }
        }

        foreach (var (device, (_, at)) in _devices.ToArray())
        {
            if (IsOver(at))
            {
                _devices.Remove(device);
            }
        }
    }

    private bool IsOver(long at) => time.GetElapsedTime(at) >= LockTime;

    private TimeSpan Remaining(long at) => LockTime - time.GetElapsedTime(at);
}
