using EventPics.Internal.Http;

namespace EventPics.Internal.Upload;

/// <summary>
/// Cancels one PUT when its body makes no progress, or when no response follows the last byte. A PUT that makes progress is never
/// cancelled.
/// </summary>
//
//                 all written, acknowledgements visible               all acknowledged
//   SendingBody --------------------------------> AwaitingAcknowledgement --------> AwaitingResponse
//      |   |                                                 |                       ^        |
//      |   `-- all written on a connection without acknowledgements, or a response --'        | ResponseTimeout
//      |                                                     |                                v
//      `-- StallTimeout ---> Stalled <--- StallTimeout ------'                         ResponseTimedOut
//
// A retrying handler may send the body again, which goes back to SendingBody. The two states below are final.
internal sealed class StallDetector : IDisposable
{
    // Progress is sampled this often, so a stall is noticed up to a twentieth of the timeout late.
    private const int ChecksPerTimeout = 20;

    private readonly EventPicsClientOptions _options;
    private readonly CancellationTokenSource _cancellation;
    private readonly TimeSpan _checkInterval;
    private readonly ITimer _timer;
    private int _state;
    private long _progressAt;
    private volatile ISendProgress? _connection;
    private long _acknowledged;
    private long _end;
    private long _checkedAt;

    public StallDetector(EventPicsClientOptions options, CancellationToken cancellationToken)
    {
        _options = options;
        _progressAt = _checkedAt = options.TimeProvider.GetTimestamp();
        _checkInterval =
            AtLeastOneTick(TimeSpan.FromTicks(Math.Min(options.StallTimeout.Ticks, options.ResponseTimeout.Ticks) / ChecksPerTimeout));
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = options.TimeProvider.CreateTimer(
            static state => ((StallDetector)state!).Check(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        // Started only after the field is set: the first check may be a millisecond away.
        _timer.Change(_checkInterval, Timeout.InfiniteTimeSpan);
    }

    private enum State
    {
        SendingBody,
        AwaitingAcknowledgement,
        AwaitingResponse,
        Stalled,
        ResponseTimedOut,
    }

    public CancellationToken Token => _cancellation.Token;

    /// <summary>Whether the detector itself cancelled the PUT.</summary>
    public bool HasFired => IsFinal(Current);

    /// <summary>Whether it cancelled the PUT because no response followed the body.</summary>
    public bool ResponseTimedOut => Current == State.ResponseTimedOut;

    /// <summary>Whether the connection reports acknowledged bytes, so that the chunk size does not matter.</summary>
    public bool SeesAcknowledgements => _connection is not null;

    private State Current => (State)Volatile.Read(ref _state);

    private bool HasUnacknowledgedBytes => _connection is { } connection && connection.Acknowledged < Volatile.Read(ref _end);

    /// <summary>The body starts from its first byte.</summary>
    public void OnBodyStarted()
    {
        MoveTo(State.SendingBody);
        _connection = null;

        // A new connection counts from zero.
        Volatile.Write(ref _acknowledged, 0);
        OnProgress();
    }

    /// <summary>A chunk of the body is being written to a connection; <see langword="null"/> if HttpClient still buffers it.</summary>
    public void OnWriting(ISendProgress? connection) => _connection = connection ?? _connection;

    /// <summary>A byte was read from the content, or written to the network.</summary>
    public void OnProgress() => Volatile.Write(ref _progressAt, _options.TimeProvider.GetTimestamp());

    /// <summary>The last byte was written to the network, which may still be sending it.</summary>
    public void OnBodyComplete()
    {
        OnProgress();

        // Set now: after the response, the connection may carry the next request, whose bytes must not count.
        Volatile.Write(ref _end, _connection?.Written ?? 0);
        TryMove(State.SendingBody, SeesAcknowledgements ? State.AwaitingAcknowledgement : State.AwaitingResponse);
    }

    /// <summary>The response has started: only its rest is awaited, even if the network still has bytes of the body.</summary>
    public void OnResponseStarted()
    {
        OnProgress();
        MoveTo(State.AwaitingResponse);
    }

    /// <summary>Prepares the connection for the next body, now that its speed is known.</summary>
    public void AdjustSendBuffer(long bytesPerSecond) => _connection?.AdjustSendBuffer(bytesPerSecond);

    /// <summary>
    /// Closes the connection if bytes are unacknowledged although the response has come: a next request on it would wait behind them.
    /// </summary>
    /// <returns>Whether it was closed.</returns>
    public bool CloseIfUnacknowledged()
    {
        if (!HasUnacknowledgedBytes)
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

    private static bool IsFinal(State state) => state is State.Stalled or State.ResponseTimedOut;

    private bool TryMove(State from, State to) => Interlocked.CompareExchange(ref _state, (int)to, (int)from) == (int)from;

    private void MoveTo(State to)
    {
        for (var from = Current; !IsFinal(from) && !TryMove(from, to); from = Current)
        {
        }
    }

    private void Check()
    {
        if (Current is State.SendingBody or State.AwaitingAcknowledgement)
        {
            CheckAcknowledged();
        }

        var state = Current;
        var timeout = state == State.AwaitingResponse ? _options.ResponseTimeout : _options.StallTimeout;
        var left = timeout - _options.TimeProvider.GetElapsedTime(Volatile.Read(ref _progressAt));
        if (left <= TimeSpan.Zero && TryMove(state, state == State.AwaitingResponse ? State.ResponseTimedOut : State.Stalled))
        {
            Cancel();
            return;
        }

        try
        {
            _timer.Change(AtLeastOneTick(left < _checkInterval ? left : _checkInterval), Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The PUT ended during the check.
        }
    }

    // Progress since the last check is dated to that check: any later would let a dead connection live longer, by as much as a check is
    // late.
    private void CheckAcknowledged()
    {
        var now = _options.TimeProvider.GetTimestamp();
        var hasAll = Current == State.AwaitingAcknowledgement && !HasUnacknowledgedBytes;
        var acknowledged = _connection?.Acknowledged ?? 0;
        if (hasAll || acknowledged - Volatile.Read(ref _acknowledged) >= ChunkSize.ForSlowConnection(_options))
        {
            Volatile.Write(ref _acknowledged, acknowledged);
            Volatile.Write(ref _progressAt, Math.Max(Volatile.Read(ref _progressAt), _checkedAt));
        }

        if (hasAll)
        {
            TryMove(State.AwaitingAcknowledgement, State.AwaitingResponse);
        }

        _checkedAt = now;
    }

    // Timers count whole milliseconds.
    private static TimeSpan AtLeastOneTick(TimeSpan time) => time < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : time;

    private void Cancel()
    {
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
