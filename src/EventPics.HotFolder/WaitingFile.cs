namespace EventPics.HotFolder;

/// <summary>A waiting file in a hot folder.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Reason">What it waits for.</param>
/// <param name="Since">When it was first seen.</param>
/// <param name="Message">Details in plain English; <see langword="null"/> when waiting is normal.</param>
public sealed record WaitingFile(string Path, WaitReason Reason, DateTimeOffset Since, string? Message = null);
