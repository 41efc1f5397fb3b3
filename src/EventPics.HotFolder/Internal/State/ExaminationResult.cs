using EventPics.Queue;

namespace EventPics.HotFolder.Internal.State;

/// <summary>What an examination of a file came to.</summary>
internal abstract record ExaminationResult
{
    /// <summary>There is nothing (any more) to send.</summary>
    public sealed record Gone : ExaminationResult;

    public sealed record Wait(WaitReason Reason, TimeSpan Delay, string? Message = null) : ExaminationResult;

    public sealed record Skip(SkipReason Reason, QueuedUpload? Upload = null) : ExaminationResult;

    public sealed record Refuse(string Message) : ExaminationResult;

    public sealed record Queued(QueuedUpload Upload, bool WasKnown) : ExaminationResult;
}
