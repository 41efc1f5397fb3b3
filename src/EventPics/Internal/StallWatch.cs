namespace EventPics.Internal;

/// <summary>Watches one PUT: cancels it when its body stands still, or when no answer follows the last byte. One that moves is never cut.</summary>
internal sealed class StallWatch : IDisposable
{
    // What moves between two looks is known no more exactly than that.
    private const int LooksPerTimeout = 20;

    private readonly EventPicsClientOptions _options;
    private readonly CancellationTokenSource _cancellation;
    private readonly TimeSpan _betweenLooks;
    private readonly ITimer _timer;
    private volatile bool _isComplete;
    private volatile bool _awaitsAnswer;
    private volatile bool _fired;
    private long _movedAt;
    private volatile ILine? _line;
    private long _arrived;
    private long _end;
    private long _lookedAt;

    public StallWatch(EventPicsClientOptions options, CancellationToken cancellationToken)
    {
        _options = options;
        _movedAt = _lookedAt = options.TimeProvider.GetTimestamp();
        _betweenLooks = AtLeastOneTick(TimeSpan.FromTicks(Math.Min(options.StallTimeout.Ticks, options.ResponseTimeout.Ticks) / LooksPerTimeout));
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = options.TimeProvider.CreateTimer(static state => ((StallWatch)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        // Not before the field is set: the first look may be a millisecond away.
        _timer.Change(_betweenLooks, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _cancellation.Token;

    /// <summary>Whether the watch itself cut the PUT.</summary>
    public bool HasFired => _fired;

    /// <summary>Whether all that is left to come is the answer.</summary>
    public bool AwaitsAnswer => _awaitsAnswer;

    /// <summary>Whether the line itself tells what arrived, so that the size of the pieces does not matter.</summary>
    public bool SeesLine => _line is not null;

    private bool IsUnderWay => _line is { } line && line.Arrived < Volatile.Read(ref _end);

    /// <summary>The body starts from its first byte.</summary>
    public void BodyBegins()
    {
        _isComplete = _awaitsAnswer = false;
        _line = null;
        BodyMoved();
    }

    /// <summary>Hands a piece of the body to the network, and finds out which line it goes to.</summary>
    public ValueTask WriteAsync(Stream network, ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        var pending = WriteAsync(network, piece, out var line, cancellationToken);

        // The end of a body may stay in HttpClient's own buffer at first.
        _line = line ?? _line;
        return pending;
    }

    /// <summary>A byte came from the content, or went to the network.</summary>
    public void BodyMoved() => Volatile.Write(ref _movedAt, _options.TimeProvider.GetTimestamp());

    /// <summary>The last byte was handed to the network, which may still be busy with it.</summary>
    public void BodyComplete()
    {
        BodyMoved();

        // What is written after it belongs to the next request: once answered, the line may carry that at once.
        Volatile.Write(ref _end, _line?.Written ?? 0);
        _isComplete = true;
        _awaitsAnswer = !SeesLine;
    }

    /// <summary>The answer alone is waited for now, also when the network still has bytes.</summary>
    public void AwaitAnswer()
    {
        BodyMoved();
        _awaitsAnswer = true;
    }

    /// <summary>Prepares the line for the next body, now that its speed is known.</summary>
    public void FitLine(long bytesPerSecond) => _line?.Fit(bytesPerSecond);

    /// <summary>Whether bytes have not arrived although an answer has. Whatever followed them on that line would be stuck, so it is cut.</summary>
    public bool CutLineUnderWay()
    {
        if (!IsUnderWay)
        {
            return false;
        }

        _line!.Dispose();
        return true;
    }

    public void Dispose()
    {
        _timer.Dispose();
        _cancellation.Dispose();
    }

    private static ValueTask WriteAsync(Stream network, ReadOnlyMemory<byte> piece, out ILine? line, CancellationToken cancellationToken)
    {
#if NET
        return LineStream.WriteAsync(network, piece, out line, cancellationToken);
#else
        // .NET Framework lets nobody near its connections.
        line = null;
        return network.WriteAsync(piece, cancellationToken);
#endif
    }

    private void Look()
    {
        if (!_awaitsAnswer)
        {
            LookAtLine(_isComplete);
        }

        var timeout = _awaitsAnswer ? _options.ResponseTimeout : _options.StallTimeout;
        var left = timeout - _options.TimeProvider.GetElapsedTime(Volatile.Read(ref _movedAt));
        if (left <= TimeSpan.Zero)
        {
            Fire();
            return;
        }

        try
        {
            _timer.Change(AtLeastOneTick(left < _betweenLooks ? left : _betweenLooks), Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The PUT ended during the look.
        }
    }

    // What happened since the last look counts as of then: later would let a dead line live longer, by as much as a look is late.
    private void LookAtLine(bool isComplete)
    {
        var now = _options.TimeProvider.GetTimestamp();
        var arrived = _line?.Arrived ?? 0;
        var hasAll = isComplete && !IsUnderWay;
        if (hasAll || arrived - _arrived >= PieceSize.ForSlowLine(_options))
        {
            _arrived = arrived;
            Volatile.Write(ref _movedAt, Math.Max(Volatile.Read(ref _movedAt), _lookedAt));
        }

        _awaitsAnswer |= hasAll;
        _lookedAt = now;
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
