namespace EventPics.Queue.Internal.Scheduling;

/// <summary>
/// How many pictures are sent at once. Two fill a clean line; with a backlog a third closes the gap, and a fourth comes only where each
/// connection is the limit, so that one more really brings more. Trouble halves. Not thread-safe.
/// </summary>
internal sealed class AdaptiveConcurrency(int most)
{
    private const int SuccessesBeforeIncrease = 10;

    /// <summary>What one more at once must bring, to stay.</summary>
    private const double MinSpeedup = 1.15;

    private readonly int _default = Math.Min(2, most);
    private double _rateBefore;
    private int _successes;
    private bool _isTrial;

    public int Current { get; private set; } = Math.Min(2, most);

    /// <summary>A picture arrived.</summary>
    /// <param name="backlog">Whether others wait.</param>
    /// <param name="bytesPerSecond">The speed of all together.</param>
    public void Succeeded(bool backlog, double bytesPerSecond)
    {
        if (!backlog)
        {
            _successes = 0;
            Current = Math.Min(Current, _default);
            _isTrial = false;
            return;
        }

        if (++_successes < (Current < Math.Min(3, most) ? Current : SuccessesBeforeIncrease))
        {
            return;
        }

        _successes = 0;
        if (_isTrial)
        {
            _isTrial = false;
            if (bytesPerSecond < _rateBefore * MinSpeedup && Current > Math.Min(3, most))
            {
                Current--;
                _rateBefore = double.MaxValue; // Not worth trying again on this line.
                return;
            }
        }

        if (Current < most && _rateBefore < double.MaxValue)
        {
            _rateBefore = bytesPerSecond;
            _isTrial = Current >= 3;
            Current++;
        }
    }

    /// <summary>An attempt stalled, timed out, broke or outlived its link.</summary>
    public void Failed()
    {
        _successes = 0;
        _isTrial = false;
        _rateBefore = 0;
        Current = Math.Max(1, Current / 2);
    }
}
