using EventPics.Cli.Sending.Throttling;

namespace EventPics.Cli.Sending;

/// <summary>Where photos are sent, how fast, and which hooks are called.</summary>
/// <param name="LinkId">The event as given: its ID, its link or its title.</param>
/// <param name="Album">The album as given: its ID or its title.</param>
/// <param name="BandwidthLimit">The bandwidth limit.</param>
/// <param name="OnUploaded">The command or URL that is called for each uploaded photo.</param>
/// <param name="OnProblem">The command or URL that is called for each change of state and each failed photo.</param>
/// <param name="TimeZone">The time zone of capture times without one; <see langword="null"/> for the computer's.</param>
internal sealed record SendingSettings(
    string LinkId, string? Album, BandwidthSchedule? BandwidthLimit, string? OnUploaded, string? OnProblem = null,
    TimeZoneInfo? TimeZone = null);
