using System.Net;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Sending;

/// <summary>How the queue handles failures, with a service in memory.</summary>
public sealed class QueueFailureTests : QueueTest
{
    private Task<UploadQueue> OpenAsync(Action<UploadQueueOptions>? change = null)
    {
        var options = new UploadQueueOptions { Folder = QueueFolder };
        change?.Invoke(options);
        return UploadQueue.OpenAsync(Service, options, cancellationToken: Token);
    }

    private async Task<QueuedUpload> WaitForResultAsync(UploadQueue queue, QueuedUpload upload)
    {
        try
        {
            return await queue.WaitForAsync(upload.Id, Token).WaitAsync(TestTimeout.Default, Token);
        }
        catch (TimeoutException)
        {
            var now = await queue.FindAsync(upload.Id, Token);
            throw new TimeoutException($"{await queue.GetStatusAsync(Token)}; {now} {now?.LastErrorMessage} {now?.NextAttemptAt}; {string.Join(", ", Service.Calls)}");
        }
    }

    private static Task WaitUntilAsync(UploadQueue queue, Func<QueueStatus, bool> condition) =>
        Eventually.TrueAsync(async () => condition(await queue.GetStatusAsync(Token)));

    [Fact]
    public async Task F026_A_rejected_photo_fails_and_keeps_its_bytes_and_others_are_sent()
    {
        Service.OnUploadUrl = (request, _) => request.FileName == "p1.jpg"
            ? throw FakeUploadService.Failure(EventPicsError.InvalidRequest, HttpStatusCode.BadRequest)
            : Task.CompletedTask;
        await using var queue = await OpenAsync();
        var bad = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        var good = await queue.EnqueueAsync(TestPhoto.Request(2), Token);

        Assert.Equal(QueuedUploadState.Uploaded, (await WaitForResultAsync(queue, good)).State);
        var aside = await WaitForResultAsync(queue, bad);
        Assert.Equal((QueuedUploadState.Failed, EventPicsError.InvalidRequest), (aside.State, aside.LastError));
        Assert.True(File.Exists(Path.Combine(queue.Folder, "spool", bad.Id + ".bin")));
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);

        Service.OnUploadUrl = static (_, _) => Task.CompletedTask;
        Assert.Equal(1, await queue.RetryAsync([bad.Id], Token));
        Assert.Equal(QueuedUploadState.Uploaded, (await WaitForResultAsync(queue, bad)).State);
    }

    [Fact]
    public async Task A_local_error_is_reported_as_a_message_and_not_as_an_error_of_the_service()
    {
        var requests = 0;
        Service.OnUploadUrl = (_, _) => ++requests == 1 ? throw FakeUploadService.Failure(EventPicsError.Network) : Task.CompletedTask;
        Service.OnPut = (_, _, _) => throw new IOException("The disk failed.");
        await using var queue = await OpenAsync();
        var upload = await queue.EnqueueAsync(TestPhoto.Request(1), Token);

        QueuedUpload? now = null;
        await Eventually.TrueAsync(async () => (now = await queue.FindAsync(upload.Id, Token))?.LastErrorMessage == "The disk failed.");

        Assert.Null(now!.LastError);
    }

    [Fact]
    public async Task F027_A_rejected_api_key_pauses_the_queue_and_fails_no_photo()
    {
        Service.OnUploadUrl = (_, _) => throw FakeUploadService.Failure(EventPicsError.ApiKeyRejected, HttpStatusCode.Unauthorized);
        await using var queue = await OpenAsync();
        for (var n = 0; n < 5; n++)
        {
            await queue.EnqueueAsync(TestPhoto.Request(n), Token);
        }

        await WaitUntilAsync(queue, status => status.Health == QueueHealth.ApiKeyRejected && status.Waiting == 5);
        var status = await queue.GetStatusAsync(Token);
        Assert.Equal((0, "ApiKeyRejected happened. Wait."), (status.Failed, status.PauseReason));
        Assert.InRange(status.PausedUntil!.Value - DateTimeOffset.UtcNow, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        Assert.InRange(Service.Calls.Count, 1, 3);

        Service.OnUploadUrl = static (_, _) => Task.CompletedTask;
        queue.Resume();
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Equal(5, Service.Objects.Count);
    }

    [Fact]
    public async Task F028_An_unknown_event_delays_no_other_event()
    {
        Service.OnUploadUrl = (request, _) => request.LinkId == "gone"
            ? throw FakeUploadService.Failure(EventPicsError.NotFound, HttpStatusCode.NotFound)
            : Task.CompletedTask;
        await using var queue = await OpenAsync();
        var lost = await queue.EnqueueAsync(TestPhoto.Request(1, "gone"), Token);
        for (var n = 2; n < 7; n++)
        {
            await WaitForResultAsync(queue, await queue.EnqueueAsync(TestPhoto.Request(n), Token));
        }

        Assert.Equal(QueuedUploadState.Waiting, (await queue.FindAsync(lost.Id, Token))?.State);
        Assert.True(await queue.RerouteAsync(lost.Id, "wedding", "main", Token));
        var done = await WaitForResultAsync(queue, lost);
        Assert.Equal(("wedding", "main"), (done.LinkId, done.AlbumId));
    }

    [Fact]
    public async Task F087_A_service_that_hangs_does_not_delay_shutdown()
    {
        var reached = new TaskCompletionSource();
        Service.OnPut = async (_, _, _) =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, Token); // Ignores its cancellation token.
        };
        var queue = await OpenAsync();
        await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await reached.Task.WaitAsync(TestTimeout.Default, Token);

        await queue.DisposeAsync().AsTask().WaitAsync(TestTimeout.Default, Token);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => queue.GetStatusAsync(Token));
    }

    [Fact]
    public async Task While_paused_or_held_no_upload_starts()
    {
        await using var queue = await OpenAsync();
        queue.Pause();
        var hold = queue.Hold();
        var upload = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await WaitUntilAsync(queue, status => status.Health == QueueHealth.Paused);
        queue.Resume();
        await WaitUntilAsync(queue, status => status.Health == QueueHealth.Held);
        Assert.Empty(Service.Calls);

        hold.Dispose();
        hold.Dispose();

        Assert.Equal(QueuedUploadState.Uploaded, (await WaitForResultAsync(queue, upload)).State);
    }

    [Fact]
    public async Task A_photo_removed_while_it_is_sent_is_cancelled()
    {
        var reached = new TaskCompletionSource();
        Service.OnPut = async (_, _, token) =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        await using var queue = await OpenAsync();
        var upload = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await reached.Task.WaitAsync(TestTimeout.Default, Token);
        var waiting = queue.WaitForAsync(upload.Id, Token);

        Assert.True(await queue.RemoveAsync(upload.Id, Token));
        Assert.False(await queue.RemoveAsync(upload.Id, Token));

        Assert.Equal(QueuedUploadState.Removed, (await waiting.WaitAsync(TestTimeout.Default, Token)).State);
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool")));
    }

    [Fact]
    public async Task A_video_delays_no_photo()
    {
        var video = new TaskCompletionSource();
        Service.OnPut = (_, content, token) => content.Length > 5000 ? video.Task.WaitAsync(token) : Task.CompletedTask;
        await using var queue = await OpenAsync(options => options.LargeFileSize = 5000);
        var large = await queue.EnqueueAsync(TestPhoto.Request(1, length: 9000), Token);
        var second = await queue.EnqueueAsync(TestPhoto.Request(2, length: 9000), Token);
        for (var n = 3; n < 9; n++)
        {
            await WaitForResultAsync(queue, await queue.EnqueueAsync(TestPhoto.Request(n), Token));
        }

        video.SetResult();
        Assert.Equal(QueuedUploadState.Uploaded, (await WaitForResultAsync(queue, large)).State);
        Assert.Equal(QueuedUploadState.Uploaded, (await WaitForResultAsync(queue, second)).State);
    }

    [Fact]
    public async Task F001_When_the_connection_returns_everything_is_sent_within_seconds()
    {
        var isDown = true;
        Service.OnUploadUrl = (_, _) => isDown ? throw FakeUploadService.Failure(EventPicsError.Network) : Task.CompletedTask;
        await using var queue = await OpenAsync();
        for (var n = 0; n < 20; n++)
        {
            await queue.EnqueueAsync(TestPhoto.Request(n), Token);
        }

        await WaitUntilAsync(queue, status => status.Health == QueueHealth.Offline);
        isDown = false;
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);

        Assert.Equal(20, Service.Objects.Count);
    }

    [Theory]
    [InlineData("2099-12-31T23:59:59+14:00")] // a camera whose clock is far ahead
    [InlineData("1969-07-20T20:17:40Z")] // a scan of an old print
    [InlineData("0001-01-01T00:00:00Z")] // a camera whose clock was never set
    public async Task F065_A_capture_time_is_sent_as_given_whatever_the_clocks(string takenAt)
    {
        var time = DateTimeOffset.Parse(takenAt, System.Globalization.CultureInfo.InvariantCulture);
        DateTimeOffset? sent = null;
        Service.OnUploadUrl = (request, _) =>
        {
            sent = request.TakenAt;
            return Task.CompletedTask;
        };
        await using var queue = await OpenAsync();

        var done = await WaitForResultAsync(queue, await queue.EnqueueAsync(TestPhoto.Request(1, takenAt: time), Token));

        Assert.Equal((time, time, QueuedUploadState.Uploaded), (sent, done.TakenAt, done.State));
    }

    [Fact]
    public async Task Changes_are_raised_in_order_on_the_synchronization_context_that_opened_the_queue()
    {
        List<string> seen = [];
        using var screen = new SingleThreadContext();
        var uploaded = new TaskCompletionSource();
        var queue = await screen.RunAsync(async () =>
        {
            var opened = await OpenAsync();
            opened.Changed += (_, change) =>
            {
                Assert.True(screen.IsCurrentThread);
                if (change.Upload is { } upload)
                {
                    seen.Add($"{upload.State} {upload.BytesSent}");
                    if (upload.State == QueuedUploadState.Uploaded)
                    {
                        uploaded.TrySetResult();
                        throw new InvalidOperationException("A handler that fails stops nothing.");
                    }
                }
            };
            return opened;
        });
        await using (queue)
        {
            await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            await uploaded.Task.WaitAsync(TestTimeout.Default, Token);
        }

        Assert.Equal(["Waiting 0", "Sending 0"], seen.Take(2));
        Assert.Contains("Sending 2000", seen);
        Assert.Equal("Uploaded 2000", seen[^1]);
    }
}
