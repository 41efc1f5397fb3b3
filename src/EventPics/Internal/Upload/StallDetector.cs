using EventPics.Internal.Http;

namespace EventPics.Internal.Upload;

/// <summary>Watches one PUT: cancels it when its body stands still, or when no answer follows the last byte. One that moves is never cut.</summary>
internal sealed class StallDetector : IDisposable
{
    // What moves between two looks is known no more exactly than that.
    private const int ChecksPerTimeout = 20;

    private readonly EventPicsClientOptions _options;
    private readonly CancellationTokenSource _cancellation;
    private readonly TimeSpan _checkInterval;
    private readonly ITimer _timer;
    private volatile bool _isComplete;
    private volatile bool _awaitsResponse;
    private volatile bool _fired;
    private long _progressAt;
    private volatile ISendProgress? _connection;
    private long _acknowledged;
    private long _end;
    private long _checkedAt;

    public StallDetector(EventPicsClientOptions options, CancellationToken cancellationToken)
    {
        _options = options;
        _progressAt = _checkedAt = options.TimeProvider.GetTimestamp();
        _checkInterval = AtLeastOneTick(TimeSpan.FromTicks(Math.Min(options.StallTimeout.Ticks, options.ResponseTimeout.Ticks) / ChecksPerTimeout));
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = options.TimeProvider.CreateTimer(static state => ((StallDetector)state!).Check(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        // Not before the field is set: the first look may be a millisecond away.
        _timer.Change(_checkInterval, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _cancellation.Token;

    /// <summary>Whether the watch itself cut the PUT.</summary>
    public bool HasFired => _fired;

    /// <summary>Whether all that is left to come is the answer.</summary>
    public bool AwaitsResponse => _awaitsResponse;

    /// <summary>Whether the line itself tells what arrived, so that the size of the pieces does not matter.</summary>
    public bool SeesAcknowledgements => _connection is not null;

    private bool IsUnderWay => _connection is { } line && line.Acknowledged < Volatile.Read(ref _end);

    /// <summary>The body starts from its first byte.</summary>
    public void OnBodyStarted()
    {
        _isComplete = _awaitsResponse = false;
        _connection = null;
        OnProgress();
    }

    /// <summary>Hands a piece of the body to the network, and finds out which line it goes to.</summary>
    public ValueTask WriteAsync(Stream network, ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        var pending = WriteAsync(network, piece, out var line, cancellationToken);

        // The end of a body may stay in HttpClient's own buffer at first.
        _connection = line ?? _connection;
        return pending;
    }

    /// <summary>A byte came from the content, or went to the network.</summary>
    public void OnProgress() => Volatile.Write(ref _progressAt, _options.TimeProvider.GetTimestamp());

    /// <summary>The last byte was handed to the network, which may still be busy with it.</summary>
    public void OnBodyComplete()
    {
        OnProgress();

        // What is written after it belongs to the next request: once answered, the line may carry that at once.
        Volatile.Write(ref _end, _connection?.Written ?? 0);
        _isComplete = true;
        _awaitsResponse = !SeesAcknowledgements;
    }

    /// <summary>The answer alone is waited for now, also when the network still has bytes.</summary>
    public void AwaitResponse()
    {
        OnProgress();
        _awaitsResponse = true;
    }

    /// <summary>Prepares the line for the next body, now that its speed is known.</summary>
    public void AdjustSendBuffer(long bytesPerSecond) => _connection?.AdjustSendBuffer(bytesPerSecond);

    /// <summary>Whether bytes have not arrived although an answer has. Whatever followed them on that line would be stuck, so it is cut.</summary>
    public bool CloseIfUnacknowledged()
    {
        if (!IsUnderWay)
        {
            return false;
        }

        _connection!.Dispose();
        return true;
    }

    public void Dispose()
    {
        _timer.Dispose();
        _cancellation.Dispose();
    }

    private static ValueTask WriteAsync(Stream network, ReadOnlyMemory<byte> piece, out ISendProgress? line, CancellationToken cancellationToken)
    {
#if NET
        return AcknowledgedSocketStream.WriteAsync(network, piece, out line, cancellationToken);
#else
        // .NET Framework lets nobody near its connections.
        line = null;
        return network.WriteAsync(piece, cancellationToken);
#endif
    }

    private void Check()
    {
        if (!_awaitsResponse)
        {
            CheckAcknowledged(_isComplete);
        }

        var timeout = _awaitsResponse ? _options.ResponseTimeout : _options.StallTimeout;
        var left = timeout - _options.TimeProvider.GetElapsedTime(Volatile.Read(ref _progressAt));
        if (left <= TimeSpan.Zero)
        {
            Fire();
            return;
        }

        try
        {
            _timer.Change(AtLeastOneTick(left < _checkInterval ? left : _checkInterval), Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The PUT ended during the look.
        }
    }

    // What happened since the last look counts as of then: later would let a dead line live longer, by as much as a look is late.
    private void CheckAcknowledged(bool isComplete)
    {
        var now = _options.TimeProvider.GetTimestamp();
        var arrived = _connection?.Acknowledged ?? 0;
        var hasAll = isComplete && !IsUnderWay;
        if (hasAll || arrived - _acknowledged >= ChunkSize.ForSlowConnection(_options))
        {
            _acknowledged = arrived;
            Volatile.Write(ref _progressAt, Math.Max(Volatile.Read(ref _progressAt), _checkedAt));
        }

        _awaitsResponse |= hasAll;
        _checkedAt = now;
    }

    // Timers count whole milliseconds.
    private static TimeSpan AtLeastOneTick(TimeSpan time) => time < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : time;

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
