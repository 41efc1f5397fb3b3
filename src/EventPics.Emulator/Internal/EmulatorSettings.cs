using System.Net;

namespace EventPics.Emulator.Internal;

/// <summary>The options, checked and frozen.</summary>
internal sealed record EmulatorSettings(
    string ApiKey,
    TimeSpan LinkLifetime,
    TimeProvider TimeProvider,
    IReadOnlyList<EmulatorEvent> Events,
    AlbumShape AlbumShape,
    bool SignContentType,
    bool CreateOnlyLinks,
    IPAddress ListenAddress,
    bool AllowAnyHost,
    int MaxRequests)
{
    public static EmulatorSettings From(EventPicsEmulatorOptions options)
    {
        OptionsCheck.ThrowIfWrong(options);
        return new EmulatorSettings(
            options.ApiKey,
            TimeSpan.FromSeconds(Math.Ceiling(options.LinkLifetime.TotalSeconds)),
            options.TimeProvider,
            [.. options.Events],
            options.AlbumShape,
            options.SignContentType && options.Storage != StoragePersonality.Azure,
            options.CreateOnlyLinks,
            options.ListenAddress,
            options.AllowAnyHost || !IPAddress.IsLoopback(options.ListenAddress),
            options.MaxRequests);
    }
}
