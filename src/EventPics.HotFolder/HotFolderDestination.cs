namespace EventPics.HotFolder;

/// <summary>An event that files of a folder were uploaded to, are queued for, or were exported for.</summary>
/// <param name="LinkId">The event's link ID.</param>
/// <param name="Files">The number of these files that are in the folder now.</param>
/// <param name="LatestAt">When the last of them was uploaded or enqueued.</param>
public sealed record HotFolderDestination(string LinkId, int Files, DateTimeOffset LatestAt);
