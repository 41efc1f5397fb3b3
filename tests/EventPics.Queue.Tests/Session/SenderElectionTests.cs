using System.Net;
using System.Text;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests.Session;

/// <summary>How a process becomes the sender, and what the sender does for other processes.</summary>
public sealed class SenderElectionTests : QueueTest
{
    private Task<UploadQueue> OpenAsync(TimeProvider? time = null, ILoggerFactory? log = null) =>
        UploadQueue.OpenAsync(
            Service, new UploadQueueOptions { Folder = QueueFolder, TimeProvider = time ?? TimeProvider.System }, log, Token);

    [Fact]
    public async Task F086_A_takeover_that_failed_is_tried_again()
    {
        using var log = new LogCapture();
        var first = await OpenAsync();
        await using var second = await OpenAsync(log: log);
        Directory.Move(Spool, Spool + ".away");
        await first.DisposeAsync();
        await log.WaitForAsync(210, Token).WaitAsync(TestTimeout.Default, Token);

        Directory.Move(Spool + ".away", Spool);

        await Eventually.TrueAsync(async () => (await second.GetStatusAsync(Token)).IsSender);
    }

    [Fact]
    public async Task A_lasting_storage_error_is_logged_once()
    {
        using var log = new LogCapture();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var first = await OpenAsync();
        await using var second = await OpenAsync(time, log);
        Directory.Move(Spool, Spool + ".away");
        await first.DisposeAsync();
        time.Advance(TimeSpan.FromMilliseconds(500));
        await log.WaitForAsync(210, Token).WaitAsync(TestTimeout.Default, Token);

        for (var n = 0; n < 20; n++)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await second.GetStatusAsync(Token);
        }

        Assert.Equal(1, log.Count(210));
        Directory.Move(Spool + ".away", Spool);
    }

    [Fact]
    public async Task A_file_that_can_not_be_reconciled_stops_no_other()
    {
        using var log = new LogCapture();
        await using (var other = await OpenWithoutSendingAsync())
        {
            var unusual = await other.EnqueueAsync(TestPhoto.Request(1), Token);
            await other.EnqueueAsync(TestPhoto.Request(2), Token);
            File.Delete(Path.Combine(Spool, unusual.Id + ".json"));
            Directory.CreateDirectory(Path.Combine(Spool, unusual.Id + ".json.tmp"));
        }

        File.WriteAllText(
            Path.Combine(Spool, "stranger.json"),
            $$"""{"id":"stranger","linkId":null,"fileName":null,"contentType":null,"length":5,"sha256":"{{new string('a', 64)}}"}""");
        File.WriteAllText(Path.Combine(Spool, "stranger.bin"), "12345");

        await using var queue = await OpenAsync(log: log);
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);

        Assert.Equal(2, Service.Objects.Count);
    }

    [Fact]
    public async Task A_photo_that_always_fails_after_its_last_byte_stops_no_other()
    {
        Service.OnStored = (url, _, _) => url.Url.AbsolutePath.EndsWith("p1.jpg", StringComparison.Ordinal)
            ? throw FakeUploadService.Failure(EventPicsError.ServerError, HttpStatusCode.InternalServerError)
            : Task.CompletedTask;
        await using var queue = await OpenAsync();
        await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await Eventually.TrueAsync(async () => (await queue.GetStatusAsync(Token)).Health == QueueHealth.ServerError);
        for (var n = 2; n < 6; n++)
        {
            await queue.EnqueueAsync(TestPhoto.Request(n), Token);
        }

        using var resume = new Timer(_ => queue.Resume(), null, 200, 200); // Skips the delays, to keep the test short.

        await Eventually.TrueAsync(async () => (await queue.GetStatusAsync(Token)).Uploaded == 4);
    }

    [Fact]
    public async Task A_retry_requested_in_another_process_probes_immediately()
    {
        Service.OnUploadUrl = (_, _) => throw FakeUploadService.Failure(EventPicsError.ApiKeyRejected, HttpStatusCode.Unauthorized);
        await using var queue = await OpenAsync();
        await using var other = await OpenWithoutSendingAsync();
        await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await Eventually.TrueAsync(async () => await other.GetStatusAsync(Token) is { Health: QueueHealth.ApiKeyRejected, Waiting: 1 });
        Service.OnUploadUrl = static (_, _) => Task.CompletedTask;

        await other.RetryAsync(cancellationToken: Token);

        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Single(Service.Objects);
    }

    [Fact]
    public async Task A_photo_removed_while_it_is_sent_raises_no_further_change()
    {
        var reached = new TaskCompletionSource();
        Service.OnPut = async (url, _, token) =>
        {
            if (url.Url.AbsolutePath.EndsWith("p1.jpg", StringComparison.Ordinal))
            {
                reached.TrySetResult();
                await Task.Delay(Timeout.Infinite, token);
            }
        };
        await using var queue = await OpenAsync();
        var removed = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await reached.Task.WaitAsync(TestTimeout.Default, Token);
        List<string> seen = [];
        var arrived = new TaskCompletionSource();
        queue.Changed += (_, change) =>
        {
            seen.Add(change.Upload?.Id ?? "");
            if (change.Upload is { State: QueuedUploadState.Uploaded })
            {
                arrived.TrySetResult();
            }
        };

        await queue.RemoveAsync(removed.Id, Token);
        await queue.EnqueueAsync(TestPhoto.Request(2), Token);
        await arrived.Task.WaitAsync(TestTimeout.Default, Token);

        Assert.DoesNotContain(removed.Id, seen);
    }

    [Fact]
    public async Task S015_Used_upload_urls_are_wiped_from_the_write_ahead_log_although_a_photo_is_waiting()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        Service.Time = time;
        Service.OnUploadUrl = (request, _) => request.LinkId == "gone"
            ? throw FakeUploadService.Failure(EventPicsError.NotFound, HttpStatusCode.NotFound)
            : Task.CompletedTask;
        await using var queue = await OpenAsync(time);
        await queue.EnqueueAsync(TestPhoto.Request(1, "gone"), Token);
        var upload = await queue.EnqueueAsync(TestPhoto.Request(2), Token);
        await Eventually.TrueAsync(async () =>
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            return (await queue.FindAsync(upload.Id, Token))?.State == QueuedUploadState.Uploaded;
        });

        await Eventually.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            using var log = new FileStream(Path.Combine(queue.Folder, "queue.db-wal"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var text = new StreamReader(log, Encoding.Latin1);
            return Task.FromResult(!text.ReadToEnd().Contains("CANARYSIG", StringComparison.Ordinal));
        });
        Assert.Equal(1, (await queue.GetStatusAsync(Token)).Waiting);
    }
}
