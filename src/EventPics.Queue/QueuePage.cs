namespace EventPics.Queue;

/// <summary>A part of a list.</summary>
/// <param name="uploads">The photos, newest first.</param>
/// <param name="continuation">What to ask for the next page with, or <see langword="null"/> when this is the last.</param>
public sealed class QueuePage(IReadOnlyList<QueuedUpload> uploads, string? continuation)
{
    /// <summary>The photos, newest first.</summary>
    public IReadOnlyList<QueuedUpload> Uploads { get; } = uploads;

    /// <summary>Hand it to the next call to go on; <see langword="null"/> when there is no more.</summary>
    public string? Continuation { get; } = continuation;
}
