using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>The files of this run, settled one by one as the queue tells of them. Thread-safe.</summary>
internal sealed class DeliveryBook(Texts texts, Action<FileResult> settled)
{
    private readonly Lock _lock = new();

    // Held until a file that no longer waits is also reported and counted.
    private readonly Lock _settling = new();
    private readonly Dictionary<string, List<FileResult>> _pending = new(StringComparer.Ordinal);
    private readonly RecentIds _settledIds = new();
    private readonly EarlyArrivals _early = new();
    private readonly Dictionary<SkipReason, int> _skips = [];
    private Tally _tally = new();
    private FileResult? _last;
    private FileResult? _lastRefused;
    private int _waiting;
    private int _neverQueued;
    private bool _isClosed;

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

    /// <summary>How many files were left out, by reason.</summary>
    public IReadOnlyDictionary<SkipReason, int> Skips
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<SkipReason, int>(_skips);
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
            var isSecondCopy = _pending.ContainsKey(upload.Id)
                || (wasKnown && (upload.State == QueuedUploadState.Uploaded || _settledIds.Contains(upload.Id)));
            delivery = delivery with { Upload = upload, IsSecondCopy = isSecondCopy };
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

    /// <summary>Takes no more news of the queue, so that the summary counts what its lines say.</summary>
    public void Close()
    {
        lock (_settling)
        {
            _isClosed = true;
        }
    }

    /// <summary>News of a photo, which may or may not belong to this run.</summary>
    public void Update(QueuedUpload upload)
    {
        lock (_settling)
        {
            if (!_isClosed)
            {
                Note(upload);
            }
        }
    }

    private void Note(QueuedUpload upload)
    {
        List<FileResult> ended = [];
        lock (_lock)
        {
            if (_lastRefused?.Upload?.Id == upload.Id && upload.State != QueuedUploadState.SetAside)
            {
                // It was tried again, exported or removed.
                _lastRefused = null;
            }

            if (!_pending.TryGetValue(upload.Id, out var deliveries))
            {
                _early.Add(upload);
                return;
            }

            deliveries = [.. deliveries.Select(delivery => delivery with { Upload = upload })];
            _pending[upload.Id] = deliveries;
            if (upload.State is QueuedUploadState.Waiting or QueuedUploadState.Sending)
            {
                return;
            }

            _pending.Remove(upload.Id);
            ended.AddRange(deliveries);
            if (upload.State == QueuedUploadState.Uploaded)
            {
                _settledIds.Add(upload.Id);
            }
        }

        ended.ForEach(delivery => Settle(Ended(delivery, upload), wasPending: true));
    }

    /// <summary>A file that is left out.</summary>
    public void Skip(FileResult delivery, SkipReason reason) => Settle(Skipped(delivery, reason), wasPending: false);

    /// <summary>Somebody took a picture out of the queue.</summary>
    public void Removed(string id)
    {
        lock (_settling)
        {
            List<FileResult>? deliveries;
            lock (_lock)
            {
                _pending.Remove(id, out deliveries);
            }

            deliveries?.ForEach(delivery => Settle(delivery with { Outcome = Outcome.Failed, Error = texts.RemovedFromQueue }, wasPending: true));
        }
    }

    private FileResult Ended(FileResult delivery, QueuedUpload upload) => upload.State switch
    {
        QueuedUploadState.SetAside => delivery with { Outcome = Outcome.Failed, Error = WhyRefused(upload) },
        QueuedUploadState.Exported => Skipped(delivery, SkipReason.Exported),
        QueuedUploadState.Removed => Skipped(delivery, SkipReason.Removed),
        _ => delivery with { Outcome = delivery.IsSecondCopy ? Outcome.Duplicate : Outcome.Uploaded },
    };

    private FileResult Skipped(FileResult delivery, SkipReason reason) =>
        delivery with { Outcome = Outcome.Skipped, Skip = reason, Error = delivery.Error ?? texts.WhySkipped(reason, delivery.Upload) };

    private string WhyRefused(QueuedUpload upload) =>
        QueueViews.Trouble(upload, texts) ?? texts.Unexpected;

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
                Outcome.Skipped => _tally with { Skipped = _tally.Skipped + 1 },
                _ => _tally with { Failed = _tally.Failed + 1 },
            };
            if (delivery.Skip is { } reason)
            {
                _skips[reason] = _skips.GetValueOrDefault(reason) + 1;
            }

            _last = delivery.Outcome == Outcome.Uploaded ? delivery : _last;
            _lastRefused = delivery.Outcome == Outcome.Failed ? delivery : _lastRefused;
        }
    }
}
