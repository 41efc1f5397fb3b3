namespace EventPics.Queue;

/// <summary>A page of a list.</summary>
/// <param name="uploads">The photos, newest first.</param>
/// <param name="continuation">The argument for the next page; <see langword="null"/> when this is the last.</param>
public sealed class QueuePage(IReadOnlyList<QueuedUpload> uploads, string? continuation)
{
    /// <summary>The photos, newest first.</summary>
    public IReadOnlyList<QueuedUpload> Uploads { get; } = uploads;

    /// <summary>Pass it to the next call to get the next page; <see langword="null"/> when this is the last.</summary>
    public string? Continuation { get; } = continuation;
}
