using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Microsoft.Extensions.Configuration;

namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>
/// The addresses on which Kestrel listens besides loopback, as a configuration that it reloads: one for each of this computer's addresses
/// while phone access is on, none otherwise. Not the wildcard address, which can't be bound beside the loopback one.
/// </summary>
internal sealed class LanEndpoints : ConfigurationProvider, IConfigurationSource, IDisposable
{
    private readonly Lock _lock = new();
    private readonly PhoneAccessControl _control;
    private readonly LanAddresses _lan;
    private int _port;

    public LanEndpoints(PhoneAccessControl control, LanAddresses lan)
    {
        (_control, _lan) = (control, lan);
        control.Changed += OnChanged;
    }

    public IReadOnlyList<IPAddress> Addresses { get; private set; } = [];

    /// <summary>The page's addresses for other devices; the first one is most likely the right one.</summary>
    public IReadOnlyList<Uri> Urls =>
    [
        .. Addresses.Select(address => new Uri($"http://{address}:{_port.ToString(CultureInfo.InvariantCulture)}/")),
    ];

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Listens from now on, on the port that the loopback address has, whenever phone access is on.</summary>
    public void Start(int port)
    {
        _port = port;
        try
        {
            NetworkChange.NetworkAddressChanged += OnChanged;
        }
        catch (NetworkInformationException)
        {
            // A sandbox forbids to listen for changes. The addresses are read again whenever phone access is switched.
        }

        Update();
    }

    public void Dispose()
    {
        _control.Changed -= OnChanged;
        NetworkChange.NetworkAddressChanged -= OnChanged;
    }

    private void OnChanged(object? sender, EventArgs e) => Update();

    private void Update()
    {
        lock (_lock)
        {
            var addresses = _port > 0 && _control.Settings.IsOn ? _lan.Find() : [];
            if (addresses.SequenceEqual(Addresses))
            {
                return;
            }

            Addresses = addresses;
            Data = addresses.Zip(Urls).ToDictionary(
                pair => $"Endpoints:{pair.First}:Url", pair => (string?)pair.Second.AbsoluteUri, StringComparer.OrdinalIgnoreCase);
        }

        OnReload();
    }
}
