using System.Net;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Sending;

/// <summary>When the upload URL is used again, and when a new one makes a photo a possible duplicate.</summary>
public sealed class UploadUrlReuseTests : QueueTest
{
    private Task<UploadQueue> OpenAsync(Action<UploadQueueOptions>? change = null)
    {
        var options = new UploadQueueOptions { Folder = Folder.PathOf("queue") };
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

    [Fact]
    public async Task F009_After_a_lost_response_the_PUT_is_repeated_to_the_same_upload_url()
    {
        var lost = 0;
        Service.OnStored = (_, _, _) =>
            Interlocked.Increment(ref lost) == 1 ? throw FakeUploadService.Failure(EventPicsError.Network) : Task.CompletedTask;
        await using var queue = await OpenAsync();

        var done = await WaitForResultAsync(queue, await queue.EnqueueAsync(TestPhoto.Request(1), Token));

        Assert.Equal((QueuedUploadState.Uploaded, 2, false), (done.State, done.Attempts, done.PossibleDuplicate));
        Assert.Equal((1, 1), (Service.UploadUrlsIssued, Service.Objects.Count));
    }

    [Fact]
    public async Task F058_A_new_upload_url_after_an_unclear_attempt_is_a_possible_duplicate()
    {
        var puts = 0;
        Service.OnStored = (_, _, _) => puts == 1 ? throw FakeUploadService.Failure(EventPicsError.Timeout) : Task.CompletedTask;
        Service.OnPut = (_, _, _) =>
            ++puts == 2 ? throw FakeUploadService.Failure(EventPicsError.UploadUrlExpired, HttpStatusCode.Forbidden) : Task.CompletedTask;
        await using var queue = await OpenAsync();

        var done = await WaitForResultAsync(queue, await queue.EnqueueAsync(TestPhoto.Request(1), Token));

        Assert.True(done.PossibleDuplicate);
        Assert.Equal((2, 2), (Service.UploadUrlsIssued, Service.Objects.Count));
        Assert.Equal(1, (await queue.GetStatusAsync(Token)).PossibleDuplicates);
    }

    [Fact]
    public async Task F044_A_new_upload_url_after_a_clear_rejection_is_no_possible_duplicate()
    {
        var puts = 0;
        Service.OnPut = (_, _, _) =>
            ++puts == 1 ? throw FakeUploadService.Failure(EventPicsError.UploadUrlExpired, HttpStatusCode.BadRequest) : Task.CompletedTask;
        await using var queue = await OpenAsync();
        _ = queue.RetryAsync(cancellationToken: Token);

        var done = await WaitForResultAsync(queue, await queue.EnqueueAsync(TestPhoto.Request(1), Token));

        Assert.Equal((false, 2), (done.PossibleDuplicate, Service.UploadUrlsIssued));
    }

    [Theory]
    [InlineData(HttpStatusCode.PreconditionFailed)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.Forbidden)] // UnauthorizedBlobOverwrite
    public async Task F050_Object_exists_after_the_whole_body_was_sent_is_a_success(HttpStatusCode status)
    {
        var puts = 0;
        Service.OnStored = (_, _, _) => ++puts == 1 ? throw FakeUploadService.Failure(EventPicsError.Network) : Task.CompletedTask;
        Service.OnPut = (_, _, _) =>
            puts == 1 ? throw FakeUploadService.Failure(EventPicsError.UploadRejected, status, objectExists: true) : Task.CompletedTask;
        await using var queue = await OpenAsync();

        var done = await WaitForResultAsync(queue, await queue.EnqueueAsync(TestPhoto.Request(1), Token));

        Assert.Equal((QueuedUploadState.Uploaded, false), (done.State, done.PossibleDuplicate));
        Assert.Equal(1, Service.UploadUrlsIssued);
    }

    [Fact]
    public async Task F087_After_a_stop_during_an_upload_the_same_upload_url_is_used_again()
    {
        var reached = new TaskCompletionSource();
        Service.OnStored = async (_, _, token) =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        QueuedUpload upload;
        await using (var queue = await OpenAsync())
        {
            upload = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            await reached.Task.WaitAsync(TestTimeout.Default, Token);
        }

        Service.OnStored = static (_, _, _) => Task.CompletedTask;
        await using var next = await OpenAsync();
        Assert.False((await WaitForResultAsync(next, upload)).PossibleDuplicate);
        Assert.Equal((1, 1), (Service.UploadUrlsIssued, Service.Objects.Count));
    }
}
