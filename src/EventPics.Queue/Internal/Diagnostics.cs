using System.Diagnostics.Metrics;

namespace EventPics.Queue.Internal;

/// <summary>The metrics of one open queue.</summary>
internal sealed class Diagnostics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _uploaded;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _possibleDuplicates;
    private readonly KeyValuePair<string, object?> _account;

    /// <param name="accountName">Distinguishes the queues of several accounts.</param>
    /// <param name="measureBacklog">Gets depth and age of the oldest in seconds, when metrics are collected.</param>
    public Diagnostics(string accountName, Func<(long Depth, double OldestAge)> measureBacklog)
    {
        _account = new("eventpics.account", accountName);
        _meter = new Meter(UploadQueueTelemetry.MeterName);
        _uploaded = _meter.CreateCounter<long>("eventpics.queue.sent", "{photo}", "Photos that were uploaded.");
        _failed =
            _meter.CreateCounter<long>("eventpics.queue.set_aside", "{photo}", "Photos that failed and are not retried automatically.");
        _possibleDuplicates = _meter.CreateCounter<long>(
            "eventpics.queue.possible_duplicates", "{photo}", "Uploaded photos that may appear twice in the album.");
        _meter.CreateObservableGauge(
            "eventpics.queue.depth", () => new Measurement<long>(measureBacklog().Depth, _account),
            "{photo}", "Photos that are waiting or being uploaded.");
        _meter.CreateObservableGauge(
            "eventpics.queue.oldest_age", () => new Measurement<double>(measureBacklog().OldestAge, _account), "s",
            "How long the oldest of them has been waiting.");
    }

    public void Uploaded(bool isPossibleDuplicate)
    {
        _uploaded.Add(1, _account);
        if (isPossibleDuplicate)
        {
            _possibleDuplicates.Add(1, _account);
        }
    }

    public void Failed() => _failed.Add(1, _account);

    public void Dispose() => _meter.Dispose();
}
