namespace EventPics.Cli.Commands.Listen;

/// <summary>The settings of <c>listen</c>.</summary>
/// <param name="Port">The port.</param>
/// <param name="Folders">The folders from which files may be sent.</param>
/// <param name="Include">Patterns of the files to send, instead of photos and videos.</param>
/// <param name="Exclude">Patterns of the files to skip.</param>
/// <param name="Triggers">The kinds of triggers whose files are sent; empty for all.</param>
/// <param name="Resend">Whether photos that were sent to another event are sent to this one too.</param>
/// <param name="TimeZone">The time zone of capture times without one; <see langword="null"/> for the computer's.</param>
internal sealed record ListenSettings(
    int Port, IReadOnlyList<string> Folders, IReadOnlyList<string> Include, IReadOnlyList<string> Exclude, IReadOnlyList<string> Triggers,
    bool Resend, TimeZoneInfo? TimeZone);
