namespace EventPics.HotFolder;

/// <summary>An event that files of a folder were delivered to, are queued for, or were exported for.</summary>
/// <param name="LinkId">The event's link ID.</param>
/// <param name="Files">How many of the files that lie there now.</param>
/// <param name="LatestAt">When the last of them was uploaded or queued.</param>
public sealed record HotFolderDestination(string LinkId, int Files, DateTimeOffset LatestAt);
