using EventPics.HotFolder.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests;

public class EventDispatcherTests
{
    [Fact]
    public async Task Handlers_are_called_when_the_synchronization_context_is_gone()
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new ClosedSynchronizationContext());
        var dispatcher = new EventDispatcher(NullLogger.Instance);
        SynchronizationContext.SetSynchronizationContext(before);

        for (var i = 0; i < 2; i++)
        {
            var raised = new TaskCompletionSource();
            dispatcher.Post(raised.SetResult);
            await raised.Task.WaitAsync(TestTimeout.Default, TestContext.Current.CancellationToken);
        }
    }

    private sealed class ClosedSynchronizationContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => throw new InvalidOperationException("The window is closed.");
    }
}
