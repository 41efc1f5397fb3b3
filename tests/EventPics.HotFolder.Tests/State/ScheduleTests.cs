using EventPics.HotFolder.Internal.State;
using EventPics.HotFolder.Internal.Watching;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests.State;

public sealed class ScheduleTests : IDisposable
{
    private readonly WatchedFolder _folder = new("/", new HotFolderOptions(), NullLogger.Instance, (_, _) => { }, () => { });
    private readonly Schedule _schedule = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_newest_due_file_is_next()
    {
        var (old, young, late, video) = (File("old.jpg", 1), File("young.jpg", 3), File("late.jpg", 9), File("video.mp4", 2));
        _schedule.Set(old, At(0));
        _schedule.Set(young, At(1));
        _schedule.Set(late, At(5));
        _schedule.Set(video, At(0));
        Assert.Equal([young, old, null], Dequeue(1, 3));
        Assert.Same(video, _schedule.Dequeue(isVideo: true, At(1)));
        Assert.Equal(At(5), _schedule.Next);
        Assert.Equal([late, null], Dequeue(5, 2));
        Assert.Equal(TimeSpan.MaxValue, _schedule.Next);
    }

    [Fact]
    public void Files_that_are_already_due_do_not_wake_the_loop()
    {
        var (due, later) = (File("a.jpg", 1), File("b.jpg", 1));
        _schedule.Set(due, At(1));
        _schedule.Set(later, At(9));
        _schedule.Advance(At(5));
        Assert.Equal(At(9), _schedule.Next);
        Assert.Same(due, _schedule.Dequeue(isVideo: false, At(5)));
    }

    [Fact]
    public void A_file_is_scheduled_once_however_often_it_is_set()
    {
        var file = File("a.jpg", 1);
        _schedule.Set(file, At(9));
        _schedule.Set(file, At(1));
        Assert.Null(_schedule.Dequeue(isVideo: true, At(1)));
        _schedule.Set(file, At(2));
        Assert.Equal([null], Dequeue(1, 1));
        Assert.Equal([file, null], Dequeue(2, 2));
    }

    [Fact]
    public void A_file_that_is_being_examined_is_not_dequeued_a_second_time()
    {
        var file = File("a.jpg", 1);
        file.IsBusy = true;
        _schedule.Set(file, At(0));
        Assert.Equal([null], Dequeue(1, 1));
        Assert.Equal(At(0), file.Due);
    }

    [Fact]
    public void Scheduling_twenty_thousand_files_takes_linear_time()
    {
        for (var i = 0; i < 20_000; i++)
        {
            _schedule.Set(File($"{i}.jpg", i % 1000), At(0));
        }

        var start = TimeProvider.System.GetTimestamp();
        var written = DateTime.MaxValue;
        while (_schedule.Dequeue(isVideo: false, At(0)) is { } file)
        {
            Assert.True(file.Written <= written);
            written = file.Written;
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private static TimeSpan At(int second) => TimeSpan.FromSeconds(second);

    private Candidate File(string name, int age) => new(_folder, "/" + name, new DateTime(2026, 1, 1).AddSeconds(age), default, default);

    private List<Candidate?> Dequeue(int second, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => _schedule.Dequeue(isVideo: false, At(second)))];
}
