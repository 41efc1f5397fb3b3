using System.Net;
using EventPics.Emulator;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Session;

/// <summary>A photo that is enqueued with the upload URL of an earlier attempt continues there.</summary>
public sealed class ContinuedUploadTests : QueueTest
{
    private static readonly UploadUrl Given = UrlOf("given");

    [Fact]
    public async Task F009_An_upload_that_the_client_could_not_finish_is_finished_by_the_queue_at_the_same_url()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = ClientOf(emulator);
        var request = TestPhoto.Request(1, "abcd1234");
        emulator.Faults.OnPut(Fault.LostResponse);
        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(request, cancellationToken: Token));
        request.UploadUrl = error.UploadUrl;
        await using var queue = await UploadQueue.OpenAsync(client, Options, cancellationToken: Token);

        var sent = await WaitAsync(queue, await queue.EnqueueAsync(request, Token));

        Assert.Equal((QueuedUploadState.Uploaded, false), (sent.State, sent.PossibleDuplicate));
        Assert.Single(emulator.Photos);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_given_url_is_used_whatever_its_age_also_after_a_restart_and_for_a_photo_that_is_queued_already(bool isKnown)
    {
        await using (var queue = await OpenWithoutSendingAsync())
        {
            _ = isKnown ? await queue.EnqueueAsync(TestPhoto.Request(1), Token) : null;
            var upload = await queue.EnqueueAsync(Request(1, Given), Token);
            Assert.Equal((isKnown, false), (upload.WasAlreadyQueued, upload.PossibleDuplicate));
            await queue.EnqueueAsync(Request(1, Given), Token);
        }

        var sent = Assert.Single(await SendAllAsync());

        Assert.Equal((QueuedUploadState.Uploaded, false), (sent.State, sent.PossibleDuplicate));
        Assert.Equal((0, "/given"), (Service.UploadUrlsIssued, Assert.Single(Service.Objects).Key));
        await using var next = await OpenWithoutSendingAsync();
        Assert.False((await next.EnqueueAsync(Request(1, Given), Token)).PossibleDuplicate);
        Assert.True((await next.EnqueueAsync(Request(1, UrlOf("another")), Token)).PossibleDuplicate);
    }

    [Fact]
    public async Task F074_The_given_url_of_a_photo_that_recovery_found_first_is_used_when_it_is_enqueued_again()
    {
        await using (var queue = await OpenWithoutSendingAsync())
        {
            await queue.EnqueueAsync(Request(1, Given), Token);
        }

        DeleteDatabase(); // As after a kill between the files and the row.
        await using (var queue = await OpenWithoutSendingAsync())
        {
            Assert.True((await queue.EnqueueAsync(Request(1, Given), Token)).WasAlreadyQueued);
        }

        await SendAllAsync();
        Assert.Equal((0, "/given"), (Service.UploadUrlsIssued, Assert.Single(Service.Objects).Key));
    }

    [Fact]
    public async Task F058_A_rejected_given_url_is_replaced_and_the_photo_is_a_possible_duplicate()
    {
        Service.OnPut = static (url, _, _) => url.Url.AbsolutePath == "/given"
            ? throw FakeUploadService.Failure(EventPicsError.UploadUrlExpired, HttpStatusCode.Forbidden)
            : Task.CompletedTask;
        await using var queue = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token);

        var sent = await WaitAsync(queue, await queue.EnqueueAsync(Request(1, Given), Token));

        Assert.Equal((QueuedUploadState.Uploaded, true, 1), (sent.State, sent.PossibleDuplicate, Service.UploadUrlsIssued));
    }

    [Fact]
    public async Task F050_An_object_that_exists_at_the_given_url_is_a_success()
    {
        Service.OnPut = static (_, _, _) =>
            throw FakeUploadService.Failure(EventPicsError.UploadRejected, HttpStatusCode.PreconditionFailed, objectExists: true);
        await using var queue = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token);

        var sent = await WaitAsync(queue, await queue.EnqueueAsync(Request(1, Given), Token));

        Assert.Equal((QueuedUploadState.Uploaded, false, 0), (sent.State, sent.PossibleDuplicate, Service.UploadUrlsIssued));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F050_An_object_at_a_given_url_that_was_never_used_is_another_photo(bool isKnown)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = ClientOf(emulator);
        var request = TestPhoto.Request(1, "abcd1234");
        await using var queue = await UploadQueue.OpenAsync(client, Options, cancellationToken: Token);
        queue.Pause();
        _ = isKnown ? await queue.EnqueueAsync(request, Token) : null;
        request.UploadUrl = await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", request.FileName), Token);
        emulator.Faults.OnPut(Fault.ObjectExists);

        var upload = await queue.EnqueueAsync(request, Token);
        queue.Resume();
        var sent = await WaitAsync(queue, upload);

        Assert.Equal((QueuedUploadState.Uploaded, false), (sent.State, sent.PossibleDuplicate));
        Assert.Equal(2, Assert.Single(emulator.Photos).UploadUrlNumber);
    }

    [Fact]
    public async Task F050_A_given_url_that_was_used_after_all_counts_as_used_when_the_photo_is_enqueued_again()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new() { CreateOnlyUploadUrls = true }, Token);
        using var client = ClientOf(emulator);
        var request = TestPhoto.Request(1, "abcd1234");
        request.UploadUrl = await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", request.FileName), Token);
        await using var queue = await OpenWithoutSendingAsync();
        await queue.EnqueueAsync(request, Token);

        await client.PutAsync(request.UploadUrl, request.Content, cancellationToken: Token);
        var upload = await queue.EnqueueAsync(request, Token);
        await queue.StartSendingAsync(client, Token);
        var sent = await WaitAsync(queue, upload);

        Assert.Equal((QueuedUploadState.Uploaded, false), (sent.State, sent.PossibleDuplicate));
        Assert.Single(emulator.Photos);
    }

    [Fact]
    public async Task An_unused_given_url_makes_no_possible_duplicate_of_a_photo_that_was_sent()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = ClientOf(emulator);
        await using var queue = await UploadQueue.OpenAsync(client, Options, cancellationToken: Token);
        var request = TestPhoto.Request(1, "abcd1234");
        await WaitAsync(queue, await queue.EnqueueAsync(request, Token));

        request.UploadUrl = await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", request.FileName), Token);

        Assert.False((await queue.EnqueueAsync(request, Token)).PossibleDuplicate);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F039_A_second_photo_with_the_same_given_url_is_rejected(bool isKnown)
    {
        await using var queue = await OpenWithoutSendingAsync();
        await queue.EnqueueAsync(Request(1, Given), Token);
        _ = isKnown ? await queue.EnqueueAsync(TestPhoto.Request(2), Token) : null;
        var files = Directory.EnumerateFiles(Spool).Count();

        var error = await Assert.ThrowsAnyAsync<ArgumentException>(() => queue.EnqueueAsync(Request(2, Given), Token));

        Assert.StartsWith("The request's upload URL belongs to another photo", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("given", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(files, Directory.EnumerateFiles(Spool).Count());
        Assert.Equal(isKnown ? 2 : 1, (await queue.GetStatusAsync(Token)).Waiting);
    }

    [Fact]
    public async Task The_given_url_is_in_the_database_only()
    {
        using var log = new LogCapture();
        await using var queue = await UploadQueue.OpenAsync(Service, Options, log, Token);
        queue.Pause();
        var waiting = await queue.EnqueueAsync(Request(1, Given), Token);
        var exported = await queue.EnqueueAsync(Request(2, UrlOf("given2")), Token);

        await queue.ExportAsync([exported.Id], Usb, Token);

        var files = Directory.GetFiles(Spool, "*.json").Concat(Directory.GetFiles(Usb, "*.json")).ToList();
        Assert.Equal(3, files.Count);
        Assert.All(files, static file => Assert.DoesNotContain("CANARYSIG", File.ReadAllText(file), StringComparison.Ordinal));
        Assert.All(log.Lines, static line => Assert.DoesNotContain("CANARYSIG", line.Text, StringComparison.Ordinal));
        var json = System.Text.Json.JsonSerializer.Serialize(await queue.FindAsync(waiting.Id, Token));
        Assert.DoesNotContain("CANARYSIG", json, StringComparison.Ordinal);
    }

    private static EventPicsClient ClientOf(EventPicsEmulator emulator) =>
        new(new EventPicsClientOptions { ApiKey = emulator.ApiKey, BaseAddress = emulator.BaseAddress, MaxRetries = 0 });

    private static UploadUrl UrlOf(string path) =>
        new(new Uri($"https://storage.test/{path}?X-Amz-Signature=CANARYSIG"), DateTimeOffset.UnixEpoch);

    private static UploadRequest Request(int seed, UploadUrl url)
    {
        var request = TestPhoto.Request(seed);
        request.UploadUrl = url;
        return request;
    }

    private static Task<QueuedUpload> WaitAsync(UploadQueue queue, QueuedUpload upload) =>
        queue.WaitForAsync(upload.Id, Token).WaitAsync(TestTimeout.Default, Token);
}
