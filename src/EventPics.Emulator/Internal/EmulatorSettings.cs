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
        ArgumentException.ThrowIfNullOrWhiteSpace(options.ApiKey);
        ArgumentNullException.ThrowIfNull(options.TimeProvider);
        ArgumentNullException.ThrowIfNull(options.Events);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.LinkLifetime, TimeSpan.Zero);
        if (options.Events.GroupBy(e => e.LinkId, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The link id \"{twice.Key}\" is given to more than one event.", nameof(options));
        }

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
