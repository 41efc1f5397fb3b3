using EventPics.Internal.Http;

namespace EventPics.Tests;

/// <summary>Reads of streams that pay no heed to cancellation, as .NET Framework's answers do.</summary>
public sealed class CancellableReadTests
{
    [Fact]
    public async Task A_read_that_never_ends_is_left_behind_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var read = new TaskCompletionSource<int>();
        var wait = CancellableRead.OrCancelledAsync(read.Task, cancellation.Token);
        Assert.False(wait.IsCompleted);

        await cancellation.CancelAsync();

        var error = await Assert.ThrowsAsync<OperationCanceledException>(() => wait);
        Assert.Equal(cancellation.Token, error.CancellationToken);
        read.SetException(new IOException("closed"));
    }

    [Fact]
    public async Task A_read_that_ends_in_time_yields_what_it_read()
    {
        using var cancellation = new CancellationTokenSource();
        var read = new TaskCompletionSource<int>();
        var wait = CancellableRead.OrCancelledAsync(read.Task, cancellation.Token);

        read.SetResult(7);

        Assert.Equal(7, await wait);
    }

    [Fact]
    public async Task A_read_that_fails_in_time_fails()
    {
        using var cancellation = new CancellationTokenSource();
        var read = new TaskCompletionSource<int>();
        var wait = CancellableRead.OrCancelledAsync(read.Task, cancellation.Token);

        read.SetException(new IOException("gone"));

        await Assert.ThrowsAsync<IOException>(() => wait);
    }
}
