using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Tests.Support;
using EventPics.Queue;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests.Schedules;

/// <summary>A real folder, a hot folder whose time the schedule moves, and what the schedule knows about both.</summary>
internal sealed class World : IDisposable
{
    private static readonly string[] Names =
        ["a.jpg", "b.JPG", "c.jpeg", "sub/d.jpg", "sub/deep/e.jpg", "f \U0001F973.jpg", "g\tu\u0308.jpg", "Foto_tn.jpg", "Anna.Temp.jpg", "notes.txt", ".hidden.jpg", "h.jpg.part"];

    private readonly Random _random;
    private readonly string _root;
    private readonly string _photos;
    private readonly AfterUpload _afterUpload;
    private readonly ManualClock _clock = new();
    private readonly HashSet<string> _whole = [];
    private readonly Dictionary<string, HashSet<string>> _events = [];
    private readonly Dictionary<string, byte[]> _growing = [];
    private readonly Dictionary<string, FileStream> _held = [];
    private readonly HashSet<string> _refused = [];
    private CancellationTokenSource _stop = new();
    private FolderLoop _loop = null!;
    private string _event = "a";
    private int _photo;

    public World(int seed, string root)
    {
        _random = new Random(seed);
        _root = Directory.CreateDirectory(Path.Combine(root, $"{seed}")).FullName;
        _photos = Directory.CreateDirectory(Path.Combine(_root, "photos")).FullName;
        _afterUpload = _random.Next(3) == 0 ? AfterUpload.Move : AfterUpload.Keep;
        Queue = new MemoryQueue(Directory.CreateDirectory(Path.Combine(_root, "queue")).FullName, _whole.Contains);
        Open();
    }

    public MemoryQueue Queue { get; }

    /// <summary>What happened, for whoever looks into a failure.</summary>
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
        foreach (var path in _held.Keys.ToList().Where(_ => _random.Next(3) > 0))
        {
            Release(path);
        }

        Check(Settle());
    }

    public void Dispose()
    {
        _held.Keys.ToList().ForEach(Release);
        Close();
        _stop.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private void Act()
    {
        var path = Path.Combine(_photos, Pick(Names));
        switch (_random.Next(22))
        {
            case 0 or 1 or 2 or 3:
                Write(path, Photo(), isWhole: true);
                break;
            case 4 or 5:
                // Written slowly: more of it comes later, or never.
                Grow(path, static whole => whole[..(whole.Length / 2)]);
                break;
            case 6:
                Grow(path, static whole => new byte[whole.Length]);
                break;
            case 7:
                Grow(path, static whole => [.. new byte[14], .. whole[14..]]);
                break;
            case 8 or 9 or 10:
                Finish();
                break;
            case 11:
                Write(path, [], isWhole: false);
                break;
            case 12 when Existing() is { } old && !_held.ContainsKey(old) && !_held.ContainsKey(path):
                Move(old, path);
                break;
            case 13 when Existing() is { } old && !_held.ContainsKey(old):
                File.Delete(old);
                _growing.Remove(old);
                Hint(old);
                break;
            case 14 when Existing() is { } old && !_held.ContainsKey(old) && !_held.ContainsKey(path) && old != path:
                var bytes = File.ReadAllBytes(old);
                Write(path, bytes, _whole.Contains(Scene.Hash(bytes)));
                break;
            case 15 when Existing() is { } held && !_held.ContainsKey(held):
                Hold(held, Pick(FileShare.None, FileShare.ReadWrite));
                break;
            case 16 when _held.Count > 0:
                Release(Pick([.. _held.Keys]));
                break;
            case 17 when Queue.Rows.Count > 0:
                Queue.Change(Pick([.. Queue.Rows]), Pick(QueuedUploadState.Uploaded, QueuedUploadState.Uploaded, QueuedUploadState.Removed, QueuedUploadState.Exported, QueuedUploadState.SetAside), _clock.GetUtcNow());
                break;
            case 18:
                Queue.IsFull = !Queue.IsFull;
                break;
            case 19:
                _clock.Offset += TimeSpan.FromMinutes(Pick(-1440, -5, 5, 1440));
                Tell($"clock off by {_clock.Offset}");
                break;
            case 20:
                Reopen(_event);
                break;
            case 21:
                Reopen(Pick("a", "b", "c"));
                break;
        }
    }

    private void Reopen(string next)
    {
        Tell($"restart for {next}");
        Close();
        // What comes while nobody watches was there when the event changed.
        for (var i = _random.Next(3); i > 0; i--)
        {
            var path = Path.Combine(_photos, Pick(Names));
            if (!_held.ContainsKey(path))
            {
                Write(path, Photo(), isWhole: true);
            }
        }

        _event = next;
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
        _loop = new FolderLoop(Queue, options, NullLogger.Instance, Note, static work => work().GetAwaiter().GetResult(), _stop.Token);
        Step(TimeSpan.Zero);
    }

    private void Close()
    {
        _stop.Cancel();
        _loop.Dispose();
        _stop.Dispose();
    }

    private void Tell(string what) => Trace.Add($"{_clock.GetUtcNow():dd HH:mm:ss.fff} {what}");

    private void Note(HotFolderEventArgs change)
    {
        Tell($"  {change.Change} {change.Path} {change.SkipReason}{change.WaitReason}");
        if (change.Change == HotFolderChange.Refused)
        {
            _refused.Add(change.Path);
        }
    }

    private void Step(TimeSpan time)
    {
        _clock.Advance(time);
        // Everything runs on this thread, so that a seed gives the same run every time.
        var step = _loop.StepAsync();
        Assert.True(step.IsCompleted, "Something ran on another thread.");
        step.GetAwaiter().GetResult();
    }

    private HotFolderStatus Settle()
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
        foreach (var path in Directory.EnumerateFiles(_photos, "*", SearchOption.AllDirectories).Where(path => !ClaimFile.IsOwn(path)))
        {
            var sha256 = Hash(path);
            var row = Queue.Rows.Find(row => row.LinkId == _event && row.Sha256 == sha256);
            if (path.StartsWith(Path.Combine(_photos, "uploaded"), StringComparison.Ordinal))
            {
                Assert.True(Queue.Sent.Contains(sha256!), $"{path} was put away and never uploaded.");
                continue;
            }

            var isNamed = waiting.ContainsKey(path) || skipped.ContainsKey(path) || _refused.Contains(path);
            Assert.True(isNamed || row is not null, $"{path} is neither sent nor waiting nor named.");
            if (skipped.TryGetValue(path, out var reason))
            {
                Assert.True(IsJustified(reason, path, row), $"{path} is skipped as {reason}.");
            }

            var isFree = sha256 is not null && _whole.Contains(sha256) && !_held.ContainsKey(path);
            Assert.False(isFree && waiting.ContainsKey(path), $"{path} is whole and waits: {waiting.GetValueOrDefault(path)}.");
        }

        foreach (var row in Queue.Rows)
        {
            Assert.True(_events[row.Sha256].Contains(row.LinkId), $"{row.FileName} of {string.Join(" and ", _events[row.Sha256])} was sent to {row.LinkId}.");
        }

        Assert.Equal(Queue.Rows.Count, Queue.Rows.DistinctBy(row => (row.LinkId, row.Sha256)).Count());
    }

    private bool IsJustified(SkipReason reason, string path, QueuedUpload? row) => reason switch
    {
        SkipReason.Removed => row?.State == QueuedUploadState.Removed,
        SkipReason.Exported => row?.State == QueuedUploadState.Exported,
        SkipReason.Empty => new FileInfo(path).Length == 0,
        SkipReason.OtherEvent => _event != "a" || Queue.Rows.Exists(other => other.LinkId != _event) || _events.Values.Any(events => events.Count > 0),
        SkipReason.Hidden => path.Contains(".hidden", StringComparison.Ordinal),
        SkipReason.Temporary => path.Contains("Temp", StringComparison.Ordinal) || path.EndsWith(".part", StringComparison.Ordinal),
        SkipReason.Thumbnail => path.Contains("_tn", StringComparison.Ordinal),
        SkipReason.NotIncluded => path.EndsWith(".txt", StringComparison.Ordinal),
        _ => false,
    };

    private void Write(string path, byte[] bytes, bool isWhole)
    {
        if (_held.ContainsKey(path))
        {
            return;
        }

        if (isWhole)
        {
            var sha256 = Scene.Hash(bytes);
            _whole.Add(sha256);
            (_events.TryGetValue(sha256, out var events) ? events : _events[sha256] = []).Add(_event);
        }

        Tell($"{(isWhole ? "whole" : "part")} {path} {Scene.Hash(bytes)[..6]}");
        _growing.Remove(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        // As on a disk where time goes by: two writes never share a time.
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        File.SetLastWriteTimeUtc(path, _clock.GetUtcNow().UtcDateTime);
        Hint(path);
    }

    private void Grow(string path, Func<byte[], byte[]> start)
    {
        if (!_held.ContainsKey(path))
        {
            var whole = Photo();
            Write(path, start(whole), isWhole: false);
            _growing[path] = whole;
        }
    }

    private void Finish()
    {
        if (_growing.Count > 0 && Pick([.. _growing.Keys]) is var path && File.Exists(path))
        {
            Write(path, _growing[path], isWhole: true);
        }
    }

    private void Move(string old, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Tell($"move {old} to {path}");
        _growing.Remove(path);
        File.Move(old, path, overwrite: true);
        if (_growing.Remove(old, out var whole))
        {
            _growing[path] = whole;
        }

        Hint(old);
        Hint(path);
    }

    // Another program that keeps others out, or one that has the file open for writing and lets others read.
    private void Hold(string path, FileShare share)
    {
        try
        {
            _held[path] = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, share);
        }
        catch (IOException) when (!File.Exists(path))
        {
        }
    }

    private void Release(string path)
    {
        _held.Remove(path, out var stream);
        stream!.Dispose();
    }

    // Half of the time the system tells.
    private void Hint(string path)
    {
        if (_random.Next(2) == 0 && _loop.Folders.Count > 0)
        {
            _loop.Hint(_loop.Folders[0], path);
        }
    }

    private string? Existing()
    {
        var files = Directory.GetFiles(_photos, "*", SearchOption.AllDirectories)
            .Where(path => !ClaimFile.IsOwn(path) && !path.StartsWith(Path.Combine(_photos, "uploaded"), StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToArray();
        return files.Length == 0 ? null : Pick(files);
    }

    private string? Hash(string path)
    {
        if (_held.TryGetValue(path, out var stream))
        {
            stream.Position = 0;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return Scene.Hash(bytes);
        }

        return Scene.Hash(File.ReadAllBytes(path));
    }

    private byte[] Photo()
    {
        _photo++;
        byte[] noise = [(byte)(1 + (_photo % 200)), (byte)(1 + (_photo / 200)), .. new byte[] { 7, 9, 11, 13 }.Take(1 + (_photo % 4))];
        return [0xFF, 0xD8, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 5, 6, .. noise, 0xFF, 0xD9];
    }

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
