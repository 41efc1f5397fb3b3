namespace EventPics.HotFolder;

/// <summary>A file that waits in a hot folder.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Reason">What it waits for.</param>
/// <param name="Since">When it was first seen.</param>
/// <param name="Message">More about it in plain English; <see langword="null"/> when it is on its way.</param>
public sealed record WaitingFile(string Path, WaitReason Reason, DateTimeOffset Since, string? Message = null);
