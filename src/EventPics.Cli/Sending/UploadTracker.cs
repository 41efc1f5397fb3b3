using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Sending;

/// <summary>The files of a session, completed one by one as the queue reports them. Thread-safe.</summary>
/// <param name="texts">The texts of outcomes.</param>
/// <param name="startedAt">A time before the session could upload anything.</param>
/// <param name="completed">Reports a completed file.</param>
internal sealed class UploadTracker(Texts texts, DateTimeOffset startedAt, Action<FileResult> completed)
{
    private const int MaxUploadedIds = 10_000;
    private const int MaxEarly = 256;

    private readonly Lock _lock = new();

    // Held until a file that no longer waits is also reported and counted.
    private readonly Lock _completionLock = new();
    private readonly Dictionary<string, List<FileResult>> _pending = new(StringComparer.Ordinal);

    // IDs of uploaded photos of this session. All of them would be too many over a summer.
    private readonly RecentMap<bool> _uploadedIds = new(MaxUploadedIds);

    // Photos that were uploaded before the session learned their ID, as happens on a fast connection.
    private readonly RecentMap<QueuedUpload> _early = new(MaxEarly);
    private readonly Dictionary<SkipReason, int> _skips = [];
    private UploadSummary _summary = new();
    private FileResult? _last;
    private FileResult? _lastFailed;
    private int _waiting;
    private int _neverQueued;
    private bool _isClosed;

    /// <summary>The counts of completed and waiting files.</summary>
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

    /// <summary>The file that was uploaded last.</summary>
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

    /// <summary>The file that failed last.</summary>
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

    /// <summary>How many files failed before they were queued.</summary>
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

    /// <summary>How many files were skipped, by reason.</summary>
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

    /// <summary>The queue's IDs of the files that still wait.</summary>
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

    /// <summary>Adds a file that can't be queued.</summary>
    public void AddFailed(FileResult file, string error)
    {
        lock (_lock)
        {
            _neverQueued++;
        }

        Complete(file with { Outcome = Outcome.Failed, Error = error }, wasPending: false);
    }

    /// <summary>Adds a file that is in the queue.</summary>
    public void Add(FileResult file, QueuedUpload upload, bool wasKnown)
    {
        lock (_lock)
        {
            // A photo that already waited may be uploaded before its file is examined: then this is still its first copy.
            var wasUploadedBefore = upload.State == QueuedUploadState.Uploaded && upload.UploadedAt < startedAt;
            var isSecondCopy = _pending.ContainsKey(upload.Id) || (wasKnown && (wasUploadedBefore || _uploadedIds.Find(upload.Id)));
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

    /// <summary>Ignores further changes, so that the summary matches the lines before it.</summary>
    public void Close()
    {
        lock (_completionLock)
        {
            _isClosed = true;
        }
    }

    /// <summary>Applies a change of a photo, which may or may not belong to this session.</summary>
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
                // It was retried, exported or removed.
                _lastFailed = null;
            }

            if (!_pending.TryGetValue(upload.Id, out var files))
            {
                // A failure may be retried, so only an upload is final enough to be remembered.
                if (upload.State == QueuedUploadState.Uploaded)
                {
                    _early.Add(upload.Id, upload);
                }

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
                _uploadedIds.Add(upload.Id, true);
            }
        }

        ended.ForEach(file => Complete(WithOutcome(file, upload), wasPending: true));
    }

    /// <summary>Adds a file that is skipped.</summary>
    public void AddSkipped(FileResult file, SkipReason reason) => Complete(WithSkipReason(file, reason), wasPending: false);

    /// <summary>Completes the files of a photo that is no longer in the queue.</summary>
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

    // Reported first and counted afterwards: once nothing waits, the summary may be written.
    private void Complete(FileResult file, bool wasPending)
    {
        completed(file);
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

    // Keeps the latest entries only.
    private sealed class RecentMap<TValue>(int capacity)
    {
        private readonly Dictionary<string, TValue> _values = new(StringComparer.Ordinal);
        private readonly Queue<string> _order = new();

        public void Add(string id, TValue value)
        {
            if (_values.TryAdd(id, value))
            {
                _order.Enqueue(id);
                if (_order.Count > capacity)
                {
                    _values.Remove(_order.Dequeue());
                }
            }
        }

        public TValue? Find(string id) => _values.GetValueOrDefault(id);
    }
}
