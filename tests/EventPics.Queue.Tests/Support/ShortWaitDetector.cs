namespace EventPics.Queue.Tests.Support;

/// <summary>The system's clock, which reports the start of a short wait, such as for a file that is in use.</summary>
internal sealed class ShortWaitDetector : TimeProvider
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hasBegun;

    public Task Waiting => _waiting.Task;

    public void Begin() => _hasBegun = true;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (_hasBegun && dueTime > TimeSpan.Zero && dueTime < Short)
        {
            _waiting.TrySetResult();
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }
}
