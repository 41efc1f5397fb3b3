namespace EventPics.Queue.Internal.Scheduling;

/// <summary>What becomes of a photo after a failure.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Delay">How long it waits; <see langword="null"/> when it is not delayed, except by an open circuit.</param>
/// <param name="Requeued">Photos that failed before and must wait again, because their destination rejects all photos.</param>
internal readonly record struct FailureDecision(FailureAction Action, TimeSpan? Delay, IReadOnlyCollection<string> Requeued)
{
    public FailureDecision(FailureAction action, TimeSpan? delay)
        : this(action, delay, [])
    {
    }
}
