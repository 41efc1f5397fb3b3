namespace EventPics.HotFolder;

/// <summary>A file in a hot folder that is not uploaded.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Reason">Why it is not uploaded.</param>
public sealed record SkippedFile(string Path, SkipReason Reason);
