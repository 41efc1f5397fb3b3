using System.Net;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests.Sending;

/// <summary>What a rejection delays: the photo, its destination, or nothing. The fake clock advances with each poll.</summary>
public sealed class RejectionTests : QueueTest
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 2, 18, 0, 0, TimeSpan.Zero));

    public RejectionTests() => Service.Time = _time;

    private Task<UploadQueue> OpenAsync() =>
        UploadQueue.OpenAsync(Service, new UploadQueueOptions { Folder = QueueFolder, TimeProvider = _time }, cancellationToken: Token);

    private Task WaitUntilAsync(Func<Task<bool>> condition, double step = 0.2) =>
        Eventually.TrueAsync(condition, step: () => _time.Advance(TimeSpan.FromSeconds(step)));

    private Task WaitUntilAsync(UploadQueue queue, Func<QueueStatus, bool> condition, double step = 0.2) =>
        WaitUntilAsync(async () => condition(await queue.GetStatusAsync(Token)), step);

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, EventPicsError.InvalidRequest)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, EventPicsError.PayloadTooLarge)]
    public async Task A_service_that_rejects_everything_fails_no_photo(HttpStatusCode status, EventPicsError error)
    {
        var rejects = true;
        Service.OnUploadUrl = (_, _) => rejects ? throw FakeUploadService.Failure(error, status) : Task.CompletedTask;
        await using var queue = await OpenAsync();
        for (var n = 0; n < 5; n++)
        {
            await queue.EnqueueAsync(TestPhoto.Request(n), Token);
        }

        await WaitUntilAsync(queue, status => status is { Health: QueueHealth.EventUnavailable, Waiting: 5 });
        for (var n = 0; n < 50; n++)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal(0, (await queue.GetStatusAsync(Token)).Failed);
        }

        rejects = false;
        await WaitUntilAsync(queue, status => status.Uploaded == 5, step: 20);
    }

    [Fact]
    public async Task Failed_photos_are_requeued_when_the_third_rejection_shows_that_all_are_rejected()
    {
        Service.OnUploadUrl = (_, _) => throw FakeUploadService.Failure(EventPicsError.InvalidRequest, HttpStatusCode.BadRequest);
        await using var queue = await OpenAsync();
        for (var n = 1; n <= 2; n++)
        {
            await queue.EnqueueAsync(TestPhoto.Request(n), Token);
            await WaitUntilAsync(queue, status => status.Failed == n);
        }

        await queue.EnqueueAsync(TestPhoto.Request(3), Token);

        await WaitUntilAsync(queue, status => status is { Failed: 0, Waiting: 3, Health: QueueHealth.EventUnavailable });
    }

    [Theory]
    [InlineData(EventPicsError.CaptivePortal, HttpStatusCode.OK, false)]
    [InlineData(EventPicsError.RateLimited, HttpStatusCode.TooManyRequests, false)]
    [InlineData(EventPicsError.UploadRejected, HttpStatusCode.Forbidden, true)]
    public async Task One_photo_that_is_always_rejected_soon_slows_no_other(EventPicsError error, HttpStatusCode status, bool isPut)
    {
        Task Reject(string name) =>
            name.EndsWith("p0.jpg", StringComparison.Ordinal) ? throw FakeUploadService.Failure(error, status) : Task.CompletedTask;
        Service.OnUploadUrl = (request, _) => isPut ? Task.CompletedTask : Reject(request.FileName);
        Service.OnPut = (url, _, _) => isPut ? Reject(url.Url.AbsolutePath) : Task.CompletedTask;
        await using var queue = await OpenAsync();
        var bad = await queue.EnqueueAsync(TestPhoto.Request(0), Token);
        for (var n = 1; (await queue.FindAsync(bad.Id, Token))!.NextAttemptAt - _time.GetUtcNow() is not { } wait
            || wait < TimeSpan.FromSeconds(50); n++)
        {
            var other = await queue.EnqueueAsync(TestPhoto.Request(n), Token);
            await WaitUntilAsync(async () => (await queue.FindAsync(other.Id, Token))!.State == QueuedUploadState.Uploaded);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        var start = _time.GetUtcNow();
        for (var n = 1000; n < 1010; n++)
        {
            var other = await queue.EnqueueAsync(TestPhoto.Request(n), Token);
            await WaitUntilAsync(async () => (await queue.FindAsync(other.Id, Token))!.State == QueuedUploadState.Uploaded);
        }

        Assert.Equal(
            (QueuedUploadState.Waiting, error),
            ((await queue.FindAsync(bad.Id, Token))!.State, (await queue.FindAsync(bad.Id, Token))!.LastError!.Value));
        Assert.True(_time.GetUtcNow() - start < TimeSpan.FromSeconds(50), "Ten photos waited for a rejected one.");
    }

    [Theory]
    [InlineData(EventPicsError.ApiKeyRejected, HttpStatusCode.Forbidden)]
    [InlineData(EventPicsError.NotFound, HttpStatusCode.NotFound)]
    [InlineData(EventPicsError.NotFound, HttpStatusCode.Gone)]
    public async Task One_stray_rejection_costs_seconds(EventPicsError error, HttpStatusCode status)
    {
        var requests = 0;
        Service.OnUploadUrl = (_, _) => ++requests == 1 ? throw FakeUploadService.Failure(error, status) : Task.CompletedTask;
        await using var queue = await OpenAsync();
        var start = _time.GetUtcNow();
        await queue.EnqueueAsync(TestPhoto.Request(1), Token);

        await WaitUntilAsync(queue, status => status.Uploaded == 1);

        Assert.InRange(_time.GetUtcNow() - start, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(20));
        Assert.Null((await queue.ListAsync(QueuedUploadState.Uploaded, 1, Token))[0].LastError);
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.PreconditionFailed)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task A_rejection_that_does_not_say_that_the_object_exists_keeps_the_bytes(HttpStatusCode status)
    {
        var puts = 0;
        Service.OnPut = (_, _, _) => ++puts switch
        {
            2 => throw FakeUploadService.Failure(EventPicsError.UploadRejected, status),
            _ => Task.CompletedTask,
        };
        Service.OnStored = (_, _, _) => puts == 1 ? throw FakeUploadService.Failure(EventPicsError.Network) : Task.CompletedTask;
        await using var queue = await OpenAsync();
        var upload = await queue.EnqueueAsync(TestPhoto.Request(1), Token);

        await WaitUntilAsync(queue, status => status.Uploaded == 1);

        Assert.Equal((2, true), (Service.UploadUrlsIssued, (await queue.FindAsync(upload.Id, Token))!.PossibleDuplicate));
    }

    [Fact]
    public async Task An_upload_url_of_a_finished_photo_s_object_is_never_used_again()
    {
        Service.PathOf = static (request, n) => $"/same/{n % 2}";
        await using var queue = await OpenAsync();
        foreach (var seed in (int[])[1, 2])
        {
            await queue.EnqueueAsync(TestPhoto.Request(seed), Token);
            await WaitUntilAsync(queue, status => status.Uploaded == seed);
        }

        var third = await queue.EnqueueAsync(TestPhoto.Request(3), Token);
        await WaitUntilAsync(async () => (await queue.FindAsync(third.Id, Token))!.LastErrorMessage is not null);

        Assert.Equal(QueuedUploadState.Waiting, (await queue.FindAsync(third.Id, Token))!.State);
        Assert.Equal(2, Service.Hashes.Distinct().Count());
        Assert.DoesNotContain(third.Sha256, Service.Hashes);
    }

    [Theory]
    [InlineData("restart")]
    [InlineData("removed")]
    [InlineData("rebuilt")]
    public async Task The_object_of_a_finished_photo_is_never_overwritten(string after)
    {
        Service.PathOf = static (_, _) => "/IMG_0001.jpg";
        QueuedUpload first;
        await using (var queue = await OpenAsync())
        {
            first = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            await WaitUntilAsync(queue, status => status.Uploaded == 1);
            if (after == "removed")
            {
                await queue.RemoveAsync(first.Id, Token);
            }
        }

        foreach (var file in after == "rebuilt" ? Directory.EnumerateFiles(QueueFolder, "queue.db*").ToList() : [])
        {
            File.Delete(file);
        }

        await using var again = await OpenAsync();
        var second = await again.EnqueueAsync(TestPhoto.Request(2), Token);
        await WaitUntilAsync(async () => (await again.FindAsync(second.Id, Token))!.LastErrorMessage is not null);

        Assert.Equal(first.Sha256, Assert.Single(Service.Hashes));
    }
}
