using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>The files of this run, settled one by one as the queue tells of them. Thread-safe.</summary>
internal sealed class DeliveryBook(Texts texts, Action<FileResult> settled)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<FileResult>> _pending = new(StringComparer.Ordinal);
    private readonly HashSet<string> _carried = new(StringComparer.Ordinal);
    private readonly EarlyArrivals _early = new();
    private Tally _tally = new();
    private FileResult? _last;
    private FileResult? _lastRefused;
    private int _waiting;
    private int _neverQueued;

    /// <summary>What is settled, and what still waits.</summary>
    public Tally Tally
    {
        get
        {
            lock (_lock)
            {
                return _tally with { Waiting = _waiting };
            }
        }
    }

    /// <summary>The file that was sent last.</summary>
    public FileResult? Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <summary>The file that was refused last.</summary>
    public FileResult? LastRefused
    {
        get
        {
            lock (_lock)
            {
                return _lastRefused;
            }
        }
    }

    /// <summary>How many were refused before the queue had them.</summary>
    public int NeverQueued
    {
        get
        {
            lock (_lock)
            {
                return _neverQueued;
            }
        }
    }

    /// <summary>The queue's ids of what still waits.</summary>
    public HashSet<string> PendingIds
    {
        get
        {
            lock (_lock)
            {
                return [.. _pending.Keys];
            }
        }
    }

    public IReadOnlyList<FileResult> Pending
    {
        get
        {
            lock (_lock)
            {
                return [.. _pending.Values.SelectMany(deliveries => deliveries)];
            }
        }
    }

    /// <summary>A file that never gets into the queue.</summary>
    public void Refuse(FileResult delivery, string error)
    {
        lock (_lock)
        {
            _neverQueued++;
        }

        Settle(delivery with { Outcome = Outcome.Failed, Error = error }, wasPending: false);
    }

    /// <summary>A file that the queue took over, or knew already.</summary>
    public void Take(FileResult delivery, QueuedUpload upload, bool wasKnown)
    {
        lock (_lock)
        {
            var isFirst = _carried.Add(upload.Id);
            delivery = delivery with { Upload = upload, IsSecondCopy = !isFirst };
            if (isFirst && wasKnown && upload.State == QueuedUploadState.Uploaded)
            {
                delivery = delivery with { IsSecondCopy = true };
            }

            if (!_pending.TryGetValue(upload.Id, out var deliveries))
            {
                _pending[upload.Id] = deliveries = [];
            }

            deliveries.Add(delivery);
            _waiting++;

            upload = _early.Find(upload.Id) ?? upload;
        }

        Update(upload);
    }

    /// <summary>News of a picture, which may or may not belong to this run.</summary>
    public void Update(QueuedUpload upload)
    {
        List<FileResult> ended = [];
        lock (_lock)
        {
            if (!_pending.TryGetValue(upload.Id, out var deliveries))
            {
                _early.Add(upload);
                return;
            }

            deliveries = [.. deliveries.Select(delivery => delivery with { Upload = upload })];
            _pending[upload.Id] = deliveries;
            if (upload.State is QueuedUploadState.Uploaded or QueuedUploadState.SetAside)
            {
                _pending.Remove(upload.Id);
                ended.AddRange(deliveries);
            }
        }

        ended.ForEach(delivery => Settle(
            upload.State == QueuedUploadState.SetAside
                ? delivery with { Outcome = Outcome.Failed, Error = WhyRefused(upload) }
                : delivery with { Outcome = delivery.IsSecondCopy ? Outcome.Duplicate : Outcome.Uploaded },
            wasPending: true));
    }

    /// <summary>Somebody took a picture out of the queue.</summary>
    public void Removed(string id)
    {
        List<FileResult>? deliveries;
        lock (_lock)
        {
            _pending.Remove(id, out deliveries);
        }

        deliveries?.ForEach(delivery => Settle(delivery with { Outcome = Outcome.Failed, Error = texts.RemovedFromQueue }, wasPending: true));
    }

    private string WhyRefused(QueuedUpload upload) =>
        upload.LastError is { } error ? texts.Trouble(error) : upload.LastErrorMessage ?? texts.Unexpected;

    // Told first and counted afterwards: whoever sees that nothing waits any more may write the summary.
    private void Settle(FileResult delivery, bool wasPending)
    {
        settled(delivery);
        lock (_lock)
        {
            _waiting -= wasPending ? 1 : 0;
            _tally = delivery.Outcome switch
            {
                Outcome.Uploaded => _tally with { Uploaded = _tally.Uploaded + 1 },
                Outcome.Duplicate => _tally with { Duplicates = _tally.Duplicates + 1 },
                _ => _tally with { Failed = _tally.Failed + 1 },
            };
            _last = delivery.Outcome == Outcome.Uploaded ? delivery : _last;
            _lastRefused = delivery.Outcome == Outcome.Failed ? delivery : _lastRefused;
        }
    }
}
