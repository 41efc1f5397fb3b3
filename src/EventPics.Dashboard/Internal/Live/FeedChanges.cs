using EventPics.Dashboard.Internal.Wire;

namespace EventPics.Dashboard.Internal.Live;

/// <summary>What has changed since a revision.</summary>
/// <param name="Revision">The latest revision.</param>
/// <param name="Changes">The photos that have changed; null when everything must be read again.</param>
/// <param name="Next">Completes with the next change.</param>
internal sealed record FeedChanges(long Revision, IReadOnlyList<WireUpload>? Changes, Task Next);
