using EventPics.Queue;

namespace EventPics.HotFolder.Internal;

/// <summary>What an examination of a file came to.</summary>
internal abstract record Verdict
{
    /// <summary>There is nothing (any more) to send.</summary>
    public sealed record Gone : Verdict;

    public sealed record Wait(WaitReason Reason, TimeSpan Delay, string? Message = null) : Verdict;

    public sealed record Skip(SkipReason Reason, QueuedUpload? Upload = null) : Verdict;

    public sealed record Refuse(string Message) : Verdict;

    public sealed record Queued(QueuedUpload Upload, bool WasKnown) : Verdict;
}
