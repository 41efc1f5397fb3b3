using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Internal.History;
using EventPics.HotFolder.Internal.Loop;
using EventPics.HotFolder.Tests.Support;
using EventPics.Queue;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests.Simulation;

/// <summary>A real folder, a hot folder with a simulated clock, and the expected state of both.</summary>
internal sealed partial class SimulatedFolder : IDisposable
{
    private static readonly string[] Names =
    [
        "a.jpg", "b.JPG", "c.jpeg", "sub/d.jpg", "sub/deep/e.jpg", "f \U0001F973.jpg", "g\tu\u0308.jpg", "Foto_tn.jpg", "Anna.Temp.jpg",
        "notes.txt", ".hidden.jpg", "h.jpg.part",
    ];

    private readonly Random _random;
    private readonly string _root;
    private readonly string _photos;
    private readonly AfterUpload _afterUpload;
    private readonly ManualTimeProvider _clock = new();
    private readonly HashSet<string> _whole = [];
    private readonly Dictionary<string, HashSet<string>> _events = [];
    private readonly Dictionary<string, byte[]> _growing = [];
    private readonly Dictionary<string, FileStream> _openFiles = [];
    private readonly HashSet<string> _failed = [];
    private readonly HashSet<string> _copied = [];
    private MemoryQueue _otherQueue;
    private CancellationTokenSource _stop = new();
    private FolderLoop _loop = null!;
    private string _event = "a";
    // A file that arrived while the folder was watched for another event than the first, or that was moved since then: a file that is
    // moved keeps its old times, so nothing proves that it was there before.
    private bool _hasFilesOfOthers;
    private bool _hadOtherEvent;
    private bool _wasTakenOver;
    private int _photo;

    public SimulatedFolder(int seed, string root)
    {
        _random = new Random(seed);
        _root = Directory.CreateDirectory(Path.Combine(root, $"{seed}")).FullName;
        _photos = Directory.CreateDirectory(Path.Combine(_root, "photos")).FullName;
        _afterUpload = _random.Next(3) == 0 ? AfterUpload.Move : AfterUpload.Keep;
        Queue = new MemoryQueue(Directory.CreateDirectory(Path.Combine(_root, "queue")).FullName, _whole.Contains);
        _otherQueue = new MemoryQueue(Directory.CreateDirectory(Path.Combine(_root, "other queue")).FullName, _whole.Contains);
        Open();
    }

    /// <summary>The queue of the computer that watches now.</summary>
    public MemoryQueue Queue { get; private set; }

    /// <summary>The rows of both computers.</summary>
    private IEnumerable<QueuedUpload> Rows => Queue.Rows.Concat(_otherQueue.Rows);

    /// <summary>What happened, for the analysis of a failure.</summary>
    public List<string> Trace { get; } = [];

    public void Run()
    {
        for (var i = _random.Next(5, 30); i > 0; i--)
        {
            Act();
            for (var steps = _random.Next(0, 5); steps > 0; steps--)
            {
                Step(TimeSpan.FromMilliseconds(Pick(50, 250, 1000, 5000, 31_000)));
            }
        }

        Queue.IsFull = false;
        foreach (var path in _openFiles.Keys.ToList().Where(_ => _random.Next(3) > 0))
        {
            CloseFile(path);
        }

        Check(RunUntilSettled());
    }

    public void Dispose()
    {
        _openFiles.Keys.ToList().ForEach(CloseFile);
        Close();
        _stop.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private void Act()
    {
        var path = Path.Combine(_photos, Pick(Names));
        switch (_random.Next(24))
        {
            case 0 or 1 or 2 or 3:
                Write(path, Photo(), isWhole: true);
                break;
            case 4 or 5:
                // Written slowly: more of it follows later, or never.
                WritePart(path, static whole => whole[..(whole.Length / 2)]);
                break;
            case 6:
                WritePart(path, static whole => new byte[whole.Length]);
                break;
            case 7:
                WritePart(path, static whole => [.. new byte[14], .. whole[14..]]);
                break;
            case 8 or 9 or 10:
                CompleteFile();
                break;
            case 11:
                Write(path, [], isWhole: false);
                break;
            case 12 when Existing() is { } old && !_openFiles.ContainsKey(old) && !_openFiles.ContainsKey(path):
                Move(old, path);
                break;
            case 13 when Existing() is { } old && !_openFiles.ContainsKey(old):
                File.Delete(old);
                _growing.Remove(old);
                AddHint(old);
                break;
            case 14 when Existing() is { } old && !_openFiles.ContainsKey(old) && !_openFiles.ContainsKey(path) && old != path:
                var bytes = File.ReadAllBytes(old);
                _copied.Add(HotFolderFixture.Hash(bytes));
                Write(path, bytes, _whole.Contains(HotFolderFixture.Hash(bytes)));
                break;
            case 15 when Existing() is { } held && !_openFiles.ContainsKey(held):
                OpenFile(held, Pick(FileShare.None, FileShare.ReadWrite));
                break;
            case 16 when _openFiles.Count > 0:
                CloseFile(Pick([.. _openFiles.Keys]));
                break;
            case 17 when Queue.Rows.Count > 0:
                Queue.Change(
                    Pick([.. Queue.Rows]), Pick(
                        QueuedUploadState.Uploaded, QueuedUploadState.Uploaded, QueuedUploadState.Removed, QueuedUploadState.Exported,
                        QueuedUploadState.Failed),
                    _clock.GetUtcNow());
                break;
            case 18:
                Queue.IsFull = !Queue.IsFull;
                break;
            case 19:
                _clock.Offset += TimeSpan.FromMinutes(Pick(-1440, -5, 5, 1440));
                AddTrace($"clock off by {_clock.Offset}");
                break;
            case 20:
                Reopen(_event);
                break;
            case 21:
                Reopen(Pick("a", "b", "c"));
                break;
            case 22:
                // Mistyped once and corrected.
                var right = _event;
                Reopen(Pick("a", "b", "c"));
                Step(TimeSpan.FromSeconds(1));
                Reopen(right);
                break;
            case 23:
                TakeOver();
                break;
        }
    }

    private void Reopen(string next)
    {
        AddTrace($"restart for {next}");
        Close();
        // Files that arrive while no watcher is running existed before the event changed.
        for (var i = _random.Next(3); i > 0; i--)
        {
            var path = Path.Combine(_photos, Pick(Names));
            if (!_openFiles.ContainsKey(path))
            {
                Write(path, Photo(), isWhole: true);
            }
        }

        _event = next;
        _hadOtherEvent |= next != "a";
        Open();
    }

    // Another computer, after the first one was switched off or its program was killed.
    private void TakeOver()
    {
        var (claim, marker) = (Path.Combine(_photos, ClaimFile.Name), Path.Combine(_photos, MarkerFile.Name));
        var left = _random.Next(2) == 0 && File.Exists(claim) ? (File.ReadAllText(claim), File.ReadAllText(marker)) : default;
        AddTrace(left == default ? "another computer" : "another computer after a crash");
        Close();
        if (left != default)
        {
            File.WriteAllText(claim, left.Item1.Replace(
                $"\"started\":\"{ProcessIdentity.CurrentStart}\"", "\"started\":\"1\"", StringComparison.Ordinal));
            File.WriteAllText(marker, left.Item2);
        }

        (Queue, _otherQueue, _wasTakenOver) = (_otherQueue, Queue, true);
        Open();
    }

    private void Open()
    {
        _stop = new CancellationTokenSource();
        var options = new HotFolderOptions
        {
            Path = _photos,
            LinkId = _event,
            Polling = true,
            AfterUpload = _afterUpload,
            TimeProvider = _clock,
        };
        _loop = new FolderLoop(Queue, options, NullLogger.Instance, OnChanged, static work => work().GetAwaiter().GetResult(), _stop.Token);
        Step(TimeSpan.Zero);
    }

    private void Close()
    {
        _stop.Cancel();
        _loop.Dispose();
        _stop.Dispose();
    }

    private void AddTrace(string what) => Trace.Add($"{_clock.GetUtcNow():dd HH:mm:ss.fff} {what}");

    private void OnChanged(HotFolderEventArgs change)
    {
        AddTrace($"  {change.Change} {change.Path} {change.SkipReason}{change.WaitReason}");
        if (change.Change == HotFolderChange.Failed)
        {
            _failed.Add(change.Path);
        }
    }

    private void Step(TimeSpan time)
    {
        _clock.Advance(time);
        // Everything runs on this thread, so that a seed always results in the same run.
        var step = _loop.StepAsync();
        Assert.True(step.IsCompleted, "Something ran on another thread.");
        step.GetAwaiter().GetResult();
    }

    private HotFolderStatus RunUntilSettled()
    {
        var settled = _loop.ScanAsync(untilSettled: true, CancellationToken.None);
        for (var second = 0; !settled.IsCompleted; second++)
        {
            Assert.True(second < 600, "A wait does not end: " + string.Join(", ", _loop.Status.Waiting));
            Step(TimeSpan.FromSeconds(1));
        }

        settled.GetAwaiter().GetResult();
        return _loop.Status;
    }

    private void Check(HotFolderStatus status)
    {
        var waiting = status.Waiting.ToDictionary(file => file.Path, file => file.Reason);
        var skipped = status.SkippedFiles.ToDictionary(file => file.Path, file => file.Reason);
        foreach (var path in Directory.EnumerateFiles(_photos, "*", SearchOption.AllDirectories)
            .Where(path => !ClaimFile.IsHotFolderFile(path)))
        {
            var sha256 = Hash(path);
            var row = Queue.Rows.Find(row => row.LinkId == _event && row.Sha256 == sha256);
            if (path.StartsWith(Path.Combine(_photos, "uploaded"), StringComparison.Ordinal))
            {
                Assert.True(Queue.Sent.Contains(sha256!) || _otherQueue.Sent.Contains(sha256!), $"{path} was moved and never uploaded.");
                continue;
            }

            var isListed = waiting.ContainsKey(path) || skipped.ContainsKey(path) || _failed.Contains(path);
            Assert.True(isListed || row is not null, $"{path} is neither sent nor waiting nor listed.");
            if (skipped.TryGetValue(path, out var reason))
            {
                Assert.True(IsJustified(reason, path, row), $"{path} is skipped as {reason}.");
            }

            var isFree = sha256 is not null && _whole.Contains(sha256) && !_openFiles.ContainsKey(path);
            Assert.False(isFree && waiting.ContainsKey(path), $"{path} is complete and waits: {waiting.GetValueOrDefault(path)}.");
        }

        foreach (var row in Rows)
        {
            Assert.True(
                _events[row.Sha256].Contains(row.LinkId),
                $"{row.FileName} of {string.Join(" and ", _events[row.Sha256])} was sent to {row.LinkId}.");
        }

        // A computer knows its own uploads: only those of files copied since then may be unknown to the other one.
        var own = Rows.Where(row => !_copied.Contains(row.Sha256)).ToList();
        Assert.Equal(own.Count, own.DistinctBy(row => (row.LinkId, row.Sha256)).Count());
        Assert.Equal(Queue.Rows.Count, Queue.Rows.DistinctBy(row => (row.LinkId, row.Sha256)).Count());
    }

    private bool IsJustified(SkipReason reason, string path, QueuedUpload? row) => reason switch
    {
        SkipReason.Removed => row?.State == QueuedUploadState.Removed,
        SkipReason.Exported => row?.State == QueuedUploadState.Exported,
        SkipReason.Empty => new FileInfo(path).Length == 0,
        SkipReason.OtherEvent =>
            _event != "a" || Rows.Any(other => other.LinkId != _event) || _events.Values.Any(events => events.Count > 0)
                || _hasFilesOfOthers,
        SkipReason.OtherComputer => _wasTakenOver,
        SkipReason.Hidden => path.Contains(".hidden", StringComparison.Ordinal),
        SkipReason.Temporary => path.Contains("Temp", StringComparison.Ordinal) || path.EndsWith(".part", StringComparison.Ordinal),
        SkipReason.Thumbnail => path.Contains("_tn", StringComparison.Ordinal),
        SkipReason.NotIncluded => path.EndsWith(".txt", StringComparison.Ordinal),
        _ => false,
    };
}
