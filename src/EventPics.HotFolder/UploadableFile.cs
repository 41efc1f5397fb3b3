namespace EventPics.HotFolder;

/// <summary>A file found in a folder.</summary>
/// <param name="Path">The full path.</param>
/// <param name="SkipReason">Why it is not uploaded; <see langword="null"/> when it is.</param>
public sealed record UploadableFile(string Path, SkipReason? SkipReason);
