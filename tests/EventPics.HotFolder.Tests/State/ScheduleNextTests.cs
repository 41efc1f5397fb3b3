using EventPics.HotFolder.Internal.State;
using EventPics.HotFolder.Internal.Watching;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests.State;

public class ScheduleNextTests
{
    [Fact]
    public void Files_that_are_due_already_do_not_wake_the_loop()
    {
        using var folder = new WatchedFolder("/in", new HotFolderOptions(), NullLogger.Instance, (_, _) => { }, () => { });
        var schedule = new Schedule();
        var due = new Candidate(folder, "/in/a.jpg", default, default, TimeSpan.Zero);
        var later = new Candidate(folder, "/in/b.jpg", default, default, TimeSpan.Zero);
        schedule.Set(due, TimeSpan.FromSeconds(1));
        schedule.Set(later, TimeSpan.FromSeconds(9));
        schedule.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(9), schedule.Next);
        Assert.Same(due, schedule.Dequeue(isVideo: false, TimeSpan.FromSeconds(5)));
    }
}
