using EventPics.Queue;

namespace EventPics.HotFolder.Internal.State;

/// <summary>The result of examining a file: exactly one of the nested types.</summary>
internal abstract record ExaminationResult
{
    private ExaminationResult()
    {
    }

    /// <summary>The file doesn't exist (any more).</summary>
    internal sealed record Gone : ExaminationResult;

    /// <summary>The file can't be enqueued yet.</summary>
    /// <param name="Reason">What it waits for.</param>
    /// <param name="Delay">When to examine it again.</param>
    /// <param name="Message">The reason in plain English; <see langword="null"/> when waiting is normal.</param>
    internal sealed record Wait(WaitReason Reason, TimeSpan Delay, string? Message = null) : ExaminationResult;

    /// <summary>The file is not uploaded.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Upload">The file in the queue, if a person withdrew it there.</param>
    internal sealed record Skip(SkipReason Reason, QueuedUpload? Upload = null) : ExaminationResult;

    /// <summary>The queue rejected the file.</summary>
    /// <param name="Message">Why, in plain English.</param>
    internal sealed record Fail(string Message) : ExaminationResult;

    /// <summary>The file is in the queue.</summary>
    /// <param name="Upload">The file in the queue.</param>
    /// <param name="WasKnown">Whether it was enqueued before.</param>
    internal sealed record Queued(QueuedUpload Upload, bool WasKnown) : ExaminationResult;
}
