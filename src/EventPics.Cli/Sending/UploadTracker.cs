using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Sending;

/// <summary>The files of this run, settled one by one as the queue tells of them. Thread-safe.</summary>
internal sealed class UploadTracker(Texts texts, Action<FileResult> settled)
{
    private readonly Lock _lock = new();

    // Held until a file that no longer waits is also reported and counted.
    private readonly Lock _completionLock = new();
    private readonly Dictionary<string, List<FileResult>> _pending = new(StringComparer.Ordinal);
    private readonly RecentIds _uploadedIds = new();
    private readonly EarlyCompletions _early = new();
    private readonly Dictionary<SkipReason, int> _skips = [];
    private UploadSummary _summary = new();
    private FileResult? _last;
    private FileResult? _lastFailed;
    private int _waiting;
    private int _neverQueued;
    private bool _isClosed;

    /// <summary>What is settled, and what still waits.</summary>
    public UploadSummary Summary
    {
        get
        {
            lock (_lock)
            {
                return _summary with { Waiting = _waiting };
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
    public FileResult? LastFailed
    {
        get
        {
            lock (_lock)
            {
                return _lastFailed;
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
                return [.. _pending.Values.SelectMany(files => files)];
            }
        }
    }

    /// <summary>A file that never gets into the queue.</summary>
    public void AddFailed(FileResult file, string error)
    {
        lock (_lock)
        {
            _neverQueued++;
        }

        Complete(file with { Outcome = Outcome.Failed, Error = error }, wasPending: false);
    }

    /// <summary>A file that the queue took over, or knew already.</summary>
    public void Add(FileResult file, QueuedUpload upload, bool wasKnown)
    {
        lock (_lock)
        {
            var isSecondCopy = _pending.ContainsKey(upload.Id)
                || (wasKnown && (upload.State == QueuedUploadState.Uploaded || _uploadedIds.Contains(upload.Id)));
            file = file with { Upload = upload, IsSecondCopy = isSecondCopy };
            if (!_pending.TryGetValue(upload.Id, out var files))
            {
                _pending[upload.Id] = files = [];
            }

            files.Add(file);
            _waiting++;

            upload = _early.Find(upload.Id) ?? upload;
        }

        Update(upload);
    }

    /// <summary>Takes no more news of the queue, so that the summary counts what its lines say.</summary>
    public void Close()
    {
        lock (_completionLock)
        {
            _isClosed = true;
        }
    }

    /// <summary>News of a photo, which may or may not belong to this run.</summary>
    public void Update(QueuedUpload upload)
    {
        lock (_completionLock)
        {
            if (!_isClosed)
            {
                Apply(upload);
            }
        }
    }

    private void Apply(QueuedUpload upload)
    {
        List<FileResult> ended = [];
        lock (_lock)
        {
            if (_lastFailed?.Upload?.Id == upload.Id && upload.State != QueuedUploadState.Failed)
            {
                // It was tried again, exported or removed.
                _lastFailed = null;
            }

            if (!_pending.TryGetValue(upload.Id, out var files))
            {
                _early.Add(upload);
                return;
            }

            files = [.. files.Select(file => file with { Upload = upload })];
            _pending[upload.Id] = files;
            if (upload.State is QueuedUploadState.Waiting or QueuedUploadState.Sending)
            {
                return;
            }

            _pending.Remove(upload.Id);
            ended.AddRange(files);
            if (upload.State == QueuedUploadState.Uploaded)
            {
                _uploadedIds.Add(upload.Id);
            }
        }

        ended.ForEach(file => Complete(WithOutcome(file, upload), wasPending: true));
    }

    /// <summary>A file that is left out.</summary>
    public void AddSkipped(FileResult file, SkipReason reason) => Complete(WithSkipReason(file, reason), wasPending: false);

    /// <summary>Somebody took a picture out of the queue.</summary>
    public void MarkRemoved(string id)
    {
        lock (_completionLock)
        {
            List<FileResult>? files;
            lock (_lock)
            {
                _pending.Remove(id, out files);
            }

            files?.ForEach(file => Complete(file with { Outcome = Outcome.Failed, Error = texts.RemovedFromQueue }, wasPending: true));
        }
    }

    private FileResult WithOutcome(FileResult file, QueuedUpload upload) => upload.State switch
    {
        QueuedUploadState.Failed => file with { Outcome = Outcome.Failed, Error = DescribeFailure(upload) },
        QueuedUploadState.Exported => WithSkipReason(file, SkipReason.Exported),
        QueuedUploadState.Removed => WithSkipReason(file, SkipReason.Removed),
        _ => file with { Outcome = file.IsSecondCopy ? Outcome.Duplicate : Outcome.Uploaded },
    };

    private FileResult WithSkipReason(FileResult file, SkipReason reason) =>
        file with { Outcome = Outcome.Skipped, Skip = reason, Error = file.Error ?? texts.SkipReasonText(reason, file.Upload) };

    private string DescribeFailure(QueuedUpload upload) =>
        texts.ErrorText(upload) ?? texts.Unexpected;

    // Told first and counted afterwards: whoever sees that nothing waits any more may write the summary.
    private void Complete(FileResult file, bool wasPending)
    {
        settled(file);
        lock (_lock)
        {
            _waiting -= wasPending ? 1 : 0;
            _summary = file.Outcome switch
            {
                Outcome.Uploaded => _summary with { Uploaded = _summary.Uploaded + 1 },
                Outcome.Duplicate => _summary with { Duplicates = _summary.Duplicates + 1 },
                Outcome.Skipped => _summary with { Skipped = _summary.Skipped + 1 },
                _ => _summary with { Failed = _summary.Failed + 1 },
            };
            if (file.Skip is { } reason)
            {
                _skips[reason] = _skips.GetValueOrDefault(reason) + 1;
            }

            _last = file.Outcome == Outcome.Uploaded ? file : _last;
            _lastFailed = file.Outcome == Outcome.Failed ? file : _lastFailed;
        }
    }
}
