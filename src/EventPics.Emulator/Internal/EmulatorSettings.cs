using System.Net;

namespace EventPics.Emulator.Internal;

/// <summary>The options, validated and frozen.</summary>
internal sealed record EmulatorSettings(
    string ApiKey,
    TimeSpan UploadUrlLifetime,
    TimeProvider TimeProvider,
    IReadOnlyList<EmulatorEvent> Events,
    AlbumIdProperty AlbumIdProperty,
    bool SignContentType,
    bool CreateOnlyUploadUrls,
    bool LimitRepeatedPuts,
    IPAddress ListenAddress,
    bool AllowAnyHost,
    int MaxRequests)
{
    public static EmulatorSettings From(EventPicsEmulatorOptions options)
    {
        EmulatorOptionsRules.ThrowIfInvalid(options);
        return new EmulatorSettings(
            options.ApiKey,
            TimeSpan.FromSeconds(Math.Ceiling(options.UploadUrlLifetime.TotalSeconds)),
            options.TimeProvider,
            [.. options.Events],
            options.AlbumIdProperty,
            options.SignContentType && options.Storage != StorageProvider.Azure,
            options.CreateOnlyUploadUrls,
            options.LimitRepeatedPuts,
            options.ListenAddress,
            options.AllowAnyHost || !IPAddress.IsLoopback(options.ListenAddress),
            options.MaxRequests);
    }
}
