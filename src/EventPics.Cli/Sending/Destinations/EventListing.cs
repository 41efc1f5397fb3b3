using EventPics.Cli.Model;

namespace EventPics.Cli.Sending.Destinations;

/// <summary>The account's events, or why they could not be fetched.</summary>
/// <param name="Events">The events; <see langword="null"/> when they could not be fetched.</param>
/// <param name="Problem">Why they could not be fetched, as a sentence.</param>
/// <param name="ExitCode">The exit code of a command that can't go on without them.</param>
/// <param name="Detail">The technical cause.</param>
internal sealed record EventListing(
    IReadOnlyList<EventPicsEvent>? Events, string? Problem = null, int ExitCode = ExitCodes.Waiting, string? Detail = null);
