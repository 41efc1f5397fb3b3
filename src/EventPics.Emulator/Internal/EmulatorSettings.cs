namespace EventPics.Emulator.Internal;

/// <summary>The options, checked and frozen.</summary>
internal sealed record EmulatorSettings(
    string ApiKey,
    TimeSpan LinkLifetime,
    TimeProvider TimeProvider,
    IReadOnlyList<EmulatorEvent> Events,
    AlbumShape AlbumShape,
    bool SignContentType,
    bool CreateOnlyLinks)
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
            options.CreateOnlyLinks);
    }
}
