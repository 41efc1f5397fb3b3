using EventPics.Internal.Http;

namespace EventPics.Tests.Http;

/// <summary>Cancellable waits for reads that ignore cancellation, as on .NET Framework.</summary>
public sealed class CancellableReadTests
{
    [Fact]
    public async Task A_hanging_read_is_abandoned_on_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var read = new TaskCompletionSource<int>();
        var wait = CancellableRead.WaitAsync(read.Task, cancellation.Token);
        Assert.False(wait.IsCompleted);

        await cancellation.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        Assert.Equal(cancellation.Token, error.CancellationToken);
        read.SetException(new IOException("closed"));
    }

    [Fact]
    public async Task A_read_that_ends_in_time_returns_its_result()
    {
        using var cancellation = new CancellationTokenSource();
        var read = new TaskCompletionSource<int>();
        var wait = CancellableRead.WaitAsync(read.Task, cancellation.Token);

        read.SetResult(7);

        Assert.Equal(7, await wait);
    }

    [Fact]
    public async Task A_read_that_fails_in_time_throws_its_exception()
    {
        using var cancellation = new CancellationTokenSource();
        var read = new TaskCompletionSource<int>();
        var wait = CancellableRead.WaitAsync(read.Task, cancellation.Token);

        read.SetException(new IOException("gone"));

        await Assert.ThrowsAsync<IOException>(() => wait);
    }
}
