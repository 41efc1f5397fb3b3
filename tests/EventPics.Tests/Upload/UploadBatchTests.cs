using System.Collections.Concurrent;

namespace EventPics.Tests.Upload;

/// <summary>How many uploads are read, run and ended: with a client whose uploads the test ends itself.</summary>
public sealed class UploadBatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(int.MaxValue, 20)]
    public async Task As_many_run_at_a_time_as_allowed(int maxConcurrency, int expected)
    {
        using var client = new ManualClient();
        await using var outcomes = client.UploadManyAsync(Requests(20), maxConcurrency, cancellationToken: Token).GetAsyncEnumerator(Token);

        var next = outcomes.MoveNextAsync();

        await client.WaitForRunningAsync(expected);
        client.EndAll();
        Assert.True(await next);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Ten_thousand_requests_are_read_as_the_outcomes_are_taken(int maxConcurrency)
    {
        using var client = new ManualClient { EndsAtOnce = true };
        int read = 0, taken = 0, ahead = 0;

        await foreach (var outcome in client.UploadManyAsync(
            Requests(10_000, _ => Interlocked.Increment(ref read)), maxConcurrency, cancellationToken: Token))
        {
            ahead = Math.Max(ahead, Volatile.Read(ref read) - ++taken);
        }

        Assert.Equal((10_000, 10_000), (read, taken));
        Assert.InRange(ahead, 1, maxConcurrency);
        Assert.InRange(client.MostRunning, 1, maxConcurrency);
    }

    [Fact]
    public async Task Outcomes_come_as_the_uploads_finish()
    {
        using var client = new ManualClient();
        await using var outcomes = client.UploadManyAsync(Requests(3), cancellationToken: Token).GetAsyncEnumerator(Token);
        var next = outcomes.MoveNextAsync();
        await client.WaitForRunningAsync(3);
        List<string> finished = [];

        foreach (var name in new[] { "2.jpg", "0.jpg", "1.jpg" })
        {
            client.End(name);
            await next;
            finished.Add(outcomes.Current.Request.FileName);
            next = outcomes.MoveNextAsync();
        }

        Assert.False(await next);
        Assert.Equal(["2.jpg", "0.jpg", "1.jpg"], finished);
    }

    [Fact]
    public async Task The_next_upload_starts_while_the_caller_handles_an_outcome()
    {
        using var client = new ManualClient();
        await using var outcomes = client.UploadManyAsync(Requests(3), maxConcurrency: 1, cancellationToken: Token)
            .GetAsyncEnumerator(Token);
        var next = outcomes.MoveNextAsync();
        await client.WaitForRunningAsync(1);

        client.End("0.jpg");
        await next;

        await client.WaitForRunningAsync(1);
        Assert.Equal("1.jpg", Assert.Single(client.Running).Key);
    }

    [Fact]
    public async Task An_exception_of_the_requests_is_thrown_after_the_running_uploads_have_finished()
    {
        using var client = new ManualClient();
        var thrown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var outcomes = client.UploadManyAsync(Broken(), maxConcurrency: 5, cancellationToken: Token).GetAsyncEnumerator(Token);
        var next = outcomes.MoveNextAsync();
        await client.WaitForRunningAsync(4);
        await thrown.Task;
        await Task.Delay(100, Token);

        client.EndAll();

        for (var i = 0; i < 4; i++)
        {
            Assert.True(await next);
            Assert.Null(outcomes.Current.Error);
            next = outcomes.MoveNextAsync();
        }

        var error = await Assert.ThrowsAsync<IOException>(async () => await next);
        Assert.Equal("the card was pulled out", error.Message);

        IEnumerable<UploadRequest> Broken()
        {
            try
            {
                foreach (var request in Requests(4))
                {
                    yield return request;
                }

                throw new IOException("the card was pulled out");
            }
            finally
            {
                thrown.SetResult();
            }
        }
    }

    [Fact]
    public async Task No_more_requests_are_read_after_the_client_was_disposed()
    {
        using var client = new ManualClient
        {
            Error = name => name == "1.jpg" ? new ObjectDisposedException(nameof(EventPicsClient)) : null,
        };
        var read = 0;
        await using var outcomes = client.UploadManyAsync(Requests(10, _ => read++), maxConcurrency: 2, cancellationToken: Token)
            .GetAsyncEnumerator(Token);
        var next = outcomes.MoveNextAsync();
        await client.WaitForRunningAsync(2);
        client.End("0.jpg");
        Assert.True(await next);
        await client.WaitForRunningAsync(1);
        client.End("1.jpg");
        await Task.Delay(100, Token); // Both the upload that failed and the request that was read are waiting for the caller.

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await outcomes.MoveNextAsync());
        await Task.Delay(100, Token);

        Assert.Equal(3, read);
    }

    [Fact]
    public async Task Cancellation_ends_the_uploads_and_throws_with_the_callers_token()
    {
        using var client = new ManualClient { OnCancelled = name => name == "1.jpg" };
        using var cancellation = new CancellationTokenSource();
        await using var outcomes = client.UploadManyAsync(Requests(10), cancellationToken: cancellation.Token)
            .GetAsyncEnumerator(cancellation.Token);
        var next = outcomes.MoveNextAsync();
        await client.WaitForRunningAsync(3);

        await cancellation.CancelAsync();

        Assert.True(await next);
        Assert.Equal("1.jpg", outcomes.Current.Request.FileName);
        var error = await Assert.ThrowsAsync<OperationCanceledException>(() => outcomes.MoveNextAsync().AsTask());
        Assert.Equal(cancellation.Token, error.CancellationToken);
    }

    [Fact]
    public async Task WithCancellation_cancels_too()
    {
        using var client = new ManualClient();
        using var cancellation = new CancellationTokenSource();
        await using var outcomes = client.UploadManyAsync(Requests(10), cancellationToken: Token)
            .WithCancellation(cancellation.Token)
            .GetAsyncEnumerator();
        var next = outcomes.MoveNextAsync();
        await client.WaitForRunningAsync(3);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        Assert.Empty(client.Running);
    }

    [Fact]
    public async Task A_cancellation_that_the_caller_did_not_request_is_an_error_of_that_photo()
    {
        using var client = new ManualClient { EndsAtOnce = true, Error = name => name == "1.jpg" ? new TaskCanceledException() : null };

        var outcomes = await client.UploadManyAsync(Requests(3), cancellationToken: Token).ToListAsync(Token);

        Assert.IsType<TaskCanceledException>(Assert.Single(outcomes, outcome => outcome.Error is not null).Error);
    }

    [Fact]
    public async Task Leaving_the_loop_waits_until_the_uploads_have_ended()
    {
        var end = new TaskCompletionSource();
        using var client = new ManualClient { Late = end.Task };
        var outcomes = client.UploadManyAsync(Requests(10), cancellationToken: Token).GetAsyncEnumerator(Token);
        var next = outcomes.MoveNextAsync();
        await client.WaitForRunningAsync(3);
        client.End("0.jpg");
        await next;

        var leaving = outcomes.DisposeAsync().AsTask();

        Assert.False(leaving.IsCompleted);
        end.SetResult();
        await leaving;
        Assert.Empty(client.Running);
    }

    [Fact]
    public async Task Requests_that_are_still_to_come_delay_no_outcome_and_no_cancellation()
    {
        using var client = new ManualClient { EndsAtOnce = true };
        using var camera = new BlockingCollection<UploadRequest>();
        using var cancellation = new CancellationTokenSource();
        await using var outcomes = client.UploadManyAsync(camera.GetConsumingEnumerable(Token), cancellationToken: cancellation.Token)
            .GetAsyncEnumerator(Token);

        camera.Add(TestClient.Request(10, "0.jpg"), Token);
        Assert.True(await outcomes.MoveNextAsync());
        camera.Add(TestClient.Request(10, "1.jpg"), Token);
        Assert.True(await outcomes.MoveNextAsync());
        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => outcomes.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token));
        camera.CompleteAdding();
    }

    [Fact]
    public async Task The_requests_are_read_on_the_thread_pool()
    {
        using var client = new ManualClient { EndsAtOnce = true };
        var threads = new ConcurrentBag<bool>();

        await client.UploadManyAsync(
            Requests(5, _ => threads.Add(Thread.CurrentThread.IsThreadPoolThread)), _ => Task.CompletedTask, cancellationToken: Token);

        Assert.Equal(Enumerable.Repeat(true, 5), threads);
    }

    [Fact]
    public async Task The_function_is_called_once_at_a_time_and_its_exception_cancels_the_rest()
    {
        using var client = new ManualClient { EndsAtOnce = true };
        int calls = 0, running = 0;

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => client.UploadManyAsync(
            Requests(100),
            async outcome =>
            {
                Assert.Equal(1, Interlocked.Increment(ref running));
                await Task.Yield();
                Interlocked.Decrement(ref running);
                Assert.Null(++calls < 10 ? outcome.Error : throw new InvalidOperationException("enough"));
            },
            cancellationToken: Token));

        Assert.Equal((10, "enough"), (calls, error.Message));
        Assert.Empty(client.Running);
    }

    [Fact]
    public async Task Errors_of_the_caller_are_argument_exceptions()
    {
        using var client = new ManualClient { EndsAtOnce = true };

        Assert.Throws<ArgumentNullException>("requests", () => client.UploadManyAsync(null!, cancellationToken: Token));
        Assert.Throws<ArgumentOutOfRangeException>("maxConcurrency", () => client.UploadManyAsync([], 0, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentNullException>(
            "finished", () => client.UploadManyAsync([], finished: null!, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            "maxConcurrency", () => client.UploadManyAsync([], _ => Task.CompletedTask, -1, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(
            "requests", async () => await client.UploadManyAsync([null!], cancellationToken: Token).ToListAsync(Token));
        Assert.Empty(await client.UploadManyAsync([], cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public void An_outcome_has_either_a_result_or_an_error()
    {
        var request = TestClient.Request(10);
        var result = new UploadResult("abcd1234", "photo.jpg", "image/jpeg", 10);
        var error = new IOException();

        Assert.Equal(
            (request, result, null), new UploadOutcome(request, result) is var good ? (good.Request, good.Result, good.Error) : default);
        Assert.Equal((request, null, error), new UploadOutcome(request, error) is var bad ? (bad.Request, bad.Result, bad.Error) : default);
        Assert.Throws<ArgumentNullException>("result", () => new UploadOutcome(request, (UploadResult)null!));
        Assert.Throws<ArgumentNullException>("error", () => new UploadOutcome(request, (Exception)null!));
        Assert.Throws<ArgumentNullException>("request", () => new UploadOutcome(null!, error));
    }

    private static IEnumerable<UploadRequest> Requests(int count, Action<int>? read = null)
    {
        for (var i = 0; i < count; i++)
        {
            read?.Invoke(i);
            yield return TestClient.Request(10, $"{i}.jpg");
        }
    }

    private sealed class ManualClient : EventPicsClient
    {
        private readonly SemaphoreSlim _started = new(0);

        public ConcurrentDictionary<string, TaskCompletionSource> Running { get; } = new();

        public bool EndsAtOnce { get; init; }

        /// <summary>Until when a cancelled upload goes on.</summary>
        public Task Late { get; init; } = Task.CompletedTask;

        public int MostRunning { get; private set; }

        public Func<string, Exception?> Error { get; init; } = static _ => null;

        /// <summary>Whether a cancelled upload succeeds all the same.</summary>
        public Func<string, bool> OnCancelled { get; set; } = static _ => false;

        public async Task WaitForRunningAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                Assert.True(await _started.WaitAsync(TimeSpan.FromSeconds(20), Token));
            }
        }

        public void End(string name) => Running[name].SetResult();

        public void EndAll() => Assert.All(Running.Values, upload => upload.SetResult());

        public override async Task<UploadResult> UploadAsync(
            UploadRequest request, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default)
        {
            var end = Running.GetOrAdd(request.FileName, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            MostRunning = Math.Max(MostRunning, Running.Count);
            _started.Release();
            try
            {
                await (EndsAtOnce ? YieldAsync() : end.Task).WaitAsync(cancellationToken);

                return Error(request.FileName) is { } error
                    ? throw error
                    : new UploadResult(request.LinkId, request.FileName, "image/jpeg", request.Content.Length);
            }
            catch (OperationCanceledException) when (OnCancelled(request.FileName))
            {
                return new UploadResult(request.LinkId, request.FileName, "image/jpeg", request.Content.Length);
            }
            catch (OperationCanceledException)
            {
                await Late;
                throw;
            }
            finally
            {
                Running.TryRemove(request.FileName, out _);
            }
        }

        private static async Task YieldAsync() => await Task.Yield();

        protected override void Dispose(bool disposing)
        {
            _started.Dispose();
            base.Dispose(disposing);
        }
    }
}
