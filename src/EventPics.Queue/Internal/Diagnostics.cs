using System.Diagnostics.Metrics;

namespace EventPics.Queue.Internal;

/// <summary>The metrics of one open queue.</summary>
internal sealed class Diagnostics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _setAside;
    private readonly Counter<long> _possibleDuplicates;
    private readonly KeyValuePair<string, object?> _account;

    /// <param name="accountName">Tells the queues of several accounts apart.</param>
    /// <param name="totals">Depth and age of the oldest in seconds, asked for when somebody collects.</param>
    public Diagnostics(string accountName, Func<(long Depth, double OldestAge)> totals)
    {
        _account = new("eventpics.account", accountName);
        _meter = new Meter(UploadQueueTelemetry.MeterName);
        _sent = _meter.CreateCounter<long>("eventpics.queue.sent", "{picture}", "Pictures the storage confirmed.");
        _setAside = _meter.CreateCounter<long>("eventpics.queue.set_aside", "{picture}", "Pictures that were refused for themselves.");
        _possibleDuplicates = _meter.CreateCounter<long>("eventpics.queue.possible_duplicates", "{picture}", "Pictures that may show up twice.");
        _meter.CreateObservableGauge("eventpics.queue.depth", () => new Measurement<long>(totals().Depth, _account), "{picture}", "Pictures that wait or are being sent.");
        _meter.CreateObservableGauge("eventpics.queue.oldest_age", () => new Measurement<double>(totals().OldestAge, _account), "s", "How long the oldest of them has been waiting.");
    }

    public void Sent(UploadJob job)
    {
        _sent.Add(1, _account);
        if (job.PossibleDuplicate)
        {
            _possibleDuplicates.Add(1, _account);
        }
    }

    public void SetAside() => _setAside.Add(1, _account);

    public void Dispose() => _meter.Dispose();
}
