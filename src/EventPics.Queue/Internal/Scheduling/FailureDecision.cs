namespace EventPics.Queue.Internal.Scheduling;

/// <summary>What becomes of a photo after a failure.</summary>
/// <param name="Action">What is done with it.</param>
/// <param name="Delay">How long it waits; <see langword="null"/> when only its turn, or the end of a pause, holds it back.</param>
/// <param name="Requeued">Photos that failed before and must wait again, since it is their destination that refuses everything.</param>
internal readonly record struct FailureDecision(FailureAction Action, TimeSpan? Delay, IReadOnlyCollection<string> Requeued)
{
    public FailureDecision(FailureAction action, TimeSpan? delay)
        : this(action, delay, [])
    {
    }
}
