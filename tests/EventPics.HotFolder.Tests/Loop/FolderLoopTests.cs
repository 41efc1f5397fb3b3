using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Internal.Loop;
using EventPics.HotFolder.Tests.Simulation;
using EventPics.HotFolder.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests.Loop;

/// <summary>Hints about changed files, step by step.</summary>
public sealed class FolderLoopTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TempFolder _queueFolder = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly MemoryQueue _queue;
    private Action<HotFolderEventArgs> _onChanged = static _ => { };
    private int _started;

    public FolderLoopTests() => _queue = new MemoryQueue(_queueFolder.Path, static _ => true);

    public void Dispose()
    {
        _folder.Dispose();
        _queueFolder.Dispose();
    }

    [Fact]
    public async Task A_hint_that_fails_does_not_lose_the_hints_after_it()
    {
        using var loop = Open("a");
        await StepAsync(loop, TimeSpan.Zero);
        AddHint(loop, _folder.Write("failing.txt", [1]));
        AddHint(loop, _folder.Write("photo.jpg", TestMedia.Jpeg()));
        _onChanged = static _ => throw new IOException("The disk is busy.");
        await Assert.ThrowsAsync<IOException>(() => StepAsync(loop, TimeSpan.FromSeconds(1)));

        _onChanged = static _ => { };
        for (var second = 0; second < 10; second++)
        {
            await StepAsync(loop, TimeSpan.FromSeconds(1));
        }

        Assert.Equal("photo.jpg", Assert.Single(_queue.Rows).FileName);
    }

    [Fact]
    public async Task A_hint_before_the_first_scan_does_not_send_a_photo_of_the_event_before()
    {
        using (var before = Open("a"))
        {
            await StepAsync(before, TimeSpan.Zero);
        }

        // A camera with a wrong clock: only its presence shows that the photo belongs to the event before.
        _folder.YoungFile("late.jpg", TestMedia.Jpeg());
        _folder.Write(ClaimFile.Name, "damaged"u8.ToArray());
        using var loop = Open("b");
        await StepAsync(loop, TimeSpan.Zero);
        AddHint(loop, _folder.PathOf("late.jpg"));
        for (var second = 0; second < 60; second++)
        {
            await StepAsync(loop, TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            (_folder.PathOf("late.jpg"), SkipReason.OtherEvent),
            loop.Status.SkippedFiles.Select(static file => (file.Path, file.Reason)).Single());
        Assert.Empty(_queue.Rows);
    }

    [Fact]
    public async Task A_file_that_is_written_all_the_time_is_examined_five_times_a_second_at_most()
    {
        using var loop = Open("a");
        await StepAsync(loop, TimeSpan.Zero);
        for (var length = 100; length < 400; length++)
        {
            AddHint(loop, _folder.Write("recording.mp4", new byte[length]));
            await StepAsync(loop, TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(_started, 2, 16);
    }

    private static void AddHint(FolderLoop loop, string path) => loop.AddHint(loop.Folders[0], path);

    private FolderLoop Open(string linkId)
    {
        // Nothing but hints may find a file during a test.
        var options = new HotFolderOptions
        {
            Path = _folder.Path,
            LinkId = linkId,
            Polling = true,
            PollInterval = TimeSpan.FromHours(1),
            ScanInterval = TimeSpan.FromHours(1),
            TimeProvider = _clock,
        };
        return new FolderLoop(
            _queue, options, NullLogger.Instance, change => _onChanged(change), Start, CancellationToken.None);
    }

    private void Start(Func<Task> work)
    {
        _started++;
        work().GetAwaiter().GetResult();
    }

    private Task<TimeSpan> StepAsync(FolderLoop loop, TimeSpan time)
    {
        _clock.Advance(time);
        return loop.StepAsync();
    }
}
