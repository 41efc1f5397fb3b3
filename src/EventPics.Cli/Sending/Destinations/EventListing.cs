using EventPics.Cli.Model;

namespace EventPics.Cli.Sending.Destinations;

/// <summary>The events of the account, or why they could not be fetched.</summary>
/// <param name="Events">The events; <see langword="null"/> when they could not be fetched.</param>
/// <param name="Problem">Why not, in words.</param>
/// <param name="ExitCode">The exit code of a run that can do nothing without them.</param>
internal sealed record EventListing(IReadOnlyList<EventPicsEvent>? Events, string? Problem = null, int ExitCode = ExitCodes.Waiting);
