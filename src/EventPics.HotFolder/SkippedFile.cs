namespace EventPics.HotFolder;

/// <summary>A file that lies in a hot folder and is not uploaded.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Reason">Why it is not uploaded.</param>
public sealed record SkippedFile(string Path, SkipReason Reason);
