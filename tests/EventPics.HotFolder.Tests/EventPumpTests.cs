using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests;

public class EventPumpTests
{
    [Fact]
    public async Task Listeners_are_told_when_the_window_is_gone()
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new ClosedWindow());
        var pump = new EventPump(NullLogger.Instance);
        SynchronizationContext.SetSynchronizationContext(before);

        for (var i = 0; i < 2; i++)
        {
            var told = new TaskCompletionSource();
            pump.Post(told.SetResult);
            await told.Task.WaitAsync(Scene.Deadline, TestContext.Current.CancellationToken);
        }
    }

    private sealed class ClosedWindow : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => throw new InvalidOperationException("The window is closed.");
    }
}
