namespace EventPics.Internal;

/// <summary>Watches one PUT: cancels it when its body stands still, or when no answer follows the last byte. One that moves is never cut.</summary>
internal sealed class StallWatch : IDisposable
{
    private readonly CancellationTokenSource _cancellation;
    private readonly TimeSpan _stall;
    private readonly TimeSpan _response;
    private readonly ITimer _timer;
    private volatile bool _fired;

    public StallWatch(EventPicsClientOptions options, CancellationToken cancellationToken)
    {
        _stall = options.StallTimeout;
        _response = options.ResponseTimeout;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = options.TimeProvider.CreateTimer(static state => ((StallWatch)state!).Fire(), this, _stall, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _cancellation.Token;

    /// <summary>Whether the watch itself cut the PUT.</summary>
    public bool HasFired => _fired;

    public void BodyMoved() => _timer.Change(_stall, Timeout.InfiniteTimeSpan);

    public void BodyComplete() => _timer.Change(_response, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _cancellation.Dispose();
    }

    private void Fire()
    {
        _fired = true;
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The PUT ended while the timer was firing.
        }
    }
}
