namespace EventPics.Queue.Internal.Scheduling;

/// <summary>
/// How many photos are sent at the same time. Two use a good connection fully. With a backlog, a third fills the gaps, and more are added
/// only while each increases the throughput, as where the speed of each connection is limited. A failure halves the number. Not
/// thread-safe.
/// </summary>
internal sealed class AdaptiveConcurrency(int max)
{
    private const int SuccessesBeforeIncrease = 10;

    // The speedup that one more must bring.
    private const double MinSpeedup = 1.15;

    private readonly int _default = Math.Min(2, max);
    private double _rateBefore;
    private int _successes;
    private bool _isTrial;

    public int Current { get; private set; } = Math.Min(2, max);

    /// <summary>Records a successful upload.</summary>
    /// <param name="backlog">Whether others are waiting.</param>
    /// <param name="bytesPerSecond">The throughput of all uploads together.</param>
    public void Succeeded(bool backlog, double bytesPerSecond)
    {
        if (!backlog)
        {
            _successes = 0;
            Current = Math.Min(Current, _default);
            _isTrial = false;
            return;
        }

        if (++_successes < (Current < Math.Min(3, max) ? Current : SuccessesBeforeIncrease))
        {
            return;
        }

        _successes = 0;
        if (_isTrial)
        {
            _isTrial = false;
            if (bytesPerSecond < _rateBefore * MinSpeedup && Current > Math.Min(3, max))
            {
                Current--;
                _rateBefore = double.MaxValue; // Not worth another trial on this connection.
                return;
            }
        }

        if (Current < max && _rateBefore < double.MaxValue)
        {
            _rateBefore = bytesPerSecond;
            _isTrial = Current >= 3;
            Current++;
        }
    }

    /// <summary>Records an attempt that stalled, timed out or failed, or whose upload URL expired.</summary>
    public void Failed()
    {
        _successes = 0;
        _isTrial = false;
        _rateBefore = 0;
        Current = Math.Max(1, Current / 2);
    }
}
