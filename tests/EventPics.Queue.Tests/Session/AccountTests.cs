using EventPics.Queue.Tests.Support;
using Microsoft.Data.Sqlite;

namespace EventPics.Queue.Tests.Session;

/// <summary>A photo is sent with the API key that it was queued with, with one that lists its event, or with one that a person chose.</summary>
public sealed class AccountTests : QueueTest
{
    private const int WaitingForAdoption = 226;

    private readonly LogCapture _log = new();

    public override void Dispose()
    {
        _log.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task A_photo_queued_without_a_key_is_sent_by_one_that_lists_its_event()
    {
        await EnqueueAsync(null, TestPhoto.Request(1));
        using var service = new KeyedService("A", "wedding");

        await SendAsync(service);

        Assert.Single(service.Objects);
    }

    [Fact]
    public async Task A_photo_queued_with_the_same_key_needs_no_list()
    {
        using var service = new KeyedService("A");
        await EnqueueAsync(service, TestPhoto.Request(1));
        service.OnEvents = static _ => throw FakeUploadService.Failure(EventPicsError.ServerError);

        await SendAsync(service);

        Assert.Single(service.Objects);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("A")]
    public async Task Photos_for_events_that_the_key_does_not_list_wait_named_in_the_status_until_they_are_adopted(string? key)
    {
        using var service = new KeyedService(key ?? "", "wedding");
        await EnqueueAsync(key is null ? null : service, TestPhoto.Request(1), TestPhoto.Request(2, "gala"));
        service.Use("B", "wedding");
        await using var queue = await UploadQueue.OpenAsync(service, Options, _log, Token);
        await _log.WaitForAsync(WaitingForAdoption, Token);
        await Eventually.TrueAsync(async () => (await queue.GetStatusAsync(Token)).Uploaded == 1);

        var status = await queue.GetStatusAsync(Token);
        Assert.Equal((1, 1, "gala"), (status.Waiting, status.OtherAccount, Assert.Single(status.OtherAccountLinkIds)));
        Assert.Contains("1 waiting (1 for another API key)", status.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(service.Calls, static call => call.Contains("gala", StringComparison.Ordinal));
        Assert.Contains("(gala)", Assert.Single(_log.Lines, static line => line.Id == WaitingForAdoption).Text, StringComparison.Ordinal);

        Assert.Equal(1, await queue.AdoptAsync(Token));
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Equal((2, 0), (service.Objects.Count, (await queue.GetStatusAsync(Token)).OtherAccount));
        Assert.Equal(0, await queue.AdoptAsync(Token));
    }

    [Fact]
    public async Task A_new_key_of_the_same_account_continues_with_the_same_upload_url()
    {
        using var service = new KeyedService("A", "wedding");
        service.OnStored = static (_, _, _) => throw FakeUploadService.Failure(EventPicsError.Network);
        await using var queue = await UploadQueue.OpenAsync(service, Options, cancellationToken: Token);
        var upload = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await Eventually.TrueAsync(() => Task.FromResult(!service.Objects.IsEmpty));

        service.Use("B", "wedding");
        service.OnStored = static (_, _, _) => Task.CompletedTask;
        queue.Probe();

        var sent = await queue.WaitForAsync(upload.Id, Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Equal((QueuedUploadState.Uploaded, false, 1), (sent.State, sent.PossibleDuplicate, service.UploadUrlsIssued));
        Assert.Single(service.Objects);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_url_of_another_service_is_not_used_and_the_photo_may_be_a_duplicate(bool isEnqueuedAgain)
    {
        using var service = new KeyedService("A", "wedding");
        service.OnStored = static (_, _, _) => throw FakeUploadService.Failure(EventPicsError.Network);
        await using (var queue = await UploadQueue.OpenAsync(service, Options, cancellationToken: Token))
        {
            await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            await Eventually.TrueAsync(() => Task.FromResult(!service.Objects.IsEmpty));
        }

        service.Address = "https://staging.test/";
        service.OnStored = static (_, _, _) => Task.CompletedTask;
        service.Use("A", isEnqueuedAgain ? [] : ["wedding"]);
        await using var next = await UploadQueue.OpenAsync(service, Options, cancellationToken: Token);
        _ = isEnqueuedAgain ? await next.EnqueueAsync(TestPhoto.Request(1), Token) : null;
        await next.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);

        var sent = Assert.Single(await next.ListAsync(null, 10, Token));
        Assert.Equal((QueuedUploadState.Uploaded, true, 2), (sent.State, sent.PossibleDuplicate, service.UploadUrlsIssued));
    }

    [Theory]
    [InlineData(true, "A")]
    [InlineData(false, "A")]
    [InlineData(true, "B", "wedding")]
    [InlineData(false, "B", "wedding")]
    public async Task A_photo_queued_by_an_earlier_version_continues_with_its_upload_url(bool hasService, string key, params string[] linkIds)
    {
        using var service = new KeyedService("A");
        service.OnStored = static (_, _, _) => throw FakeUploadService.Failure(EventPicsError.Network);
        await using (var queue = await UploadQueue.OpenAsync(service, Options, cancellationToken: Token))
        {
            await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            await Eventually.TrueAsync(() => Task.FromResult(!service.Objects.IsEmpty));
        }

        await ChangeAccountsAsync(hasService ? "replace(account, '.', '')" : "substr(account, 1, 33) || substr(account, -32) || substr(account, 34, 32)");
        service.Use(key, linkIds);
        service.OnStored = static (_, _, _) => Task.CompletedTask;
        await SendAsync(service);

        Assert.Equal((1, 1), (service.UploadUrlsIssued, service.Objects.Count));
        await using var next = await OpenWithoutSendingAsync();
        Assert.False(Assert.Single(await next.ListAsync(null, 10, Token)).PossibleDuplicate);
    }

    [Fact]
    public async Task A_photo_adopted_after_an_unclear_upload_gets_a_new_url_and_may_be_a_duplicate()
    {
        using var service = new KeyedService("A", "gala");
        service.OnStored = static (_, _, _) => throw FakeUploadService.Failure(EventPicsError.Network);
        await using var queue = await UploadQueue.OpenAsync(service, Options, cancellationToken: Token);
        var upload = await queue.EnqueueAsync(TestPhoto.Request(1, "gala"), Token);
        await Eventually.TrueAsync(() => Task.FromResult(!service.Objects.IsEmpty));
        service.Use("B");
        service.OnStored = static (_, _, _) => Task.CompletedTask;
        await Eventually.TrueAsync(async () => (await queue.GetStatusAsync(Token)).OtherAccount == 1);

        await queue.AdoptAsync(Token);

        var sent = await queue.WaitForAsync(upload.Id, Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Equal((QueuedUploadState.Uploaded, true, 2), (sent.State, sent.PossibleDuplicate, service.Objects.Count));
    }

    [Fact]
    public async Task A_moved_photo_is_sent_with_the_present_key_and_a_removed_one_no_longer_waits()
    {
        await EnqueueAsync(null, TestPhoto.Request(1, "gala"), TestPhoto.Request(2, "gala"));
        using var service = new KeyedService("A");
        await using var queue = await UploadQueue.OpenAsync(service, Options, cancellationToken: Token);
        var waiting = await queue.ListAsync(QueuedUploadState.Waiting, 10, Token);

        Assert.True(await queue.RerouteAsync(waiting[0].Id, "party", null, Token));
        Assert.True(await queue.RemoveAsync(waiting[1].Id, Token));

        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Single(service.Calls, static call => call.StartsWith("url party/", StringComparison.Ordinal));
        Assert.Single(service.Objects);
    }

    [Fact]
    public async Task A_photo_moved_while_no_program_sends_is_sent_by_the_next_key_that_lists_its_event()
    {
        using var service = new KeyedService("A", "wedding");
        await EnqueueAsync(service, TestPhoto.Request(1));
        await using (var other = await OpenWithoutSendingAsync())
        {
            Assert.True(await other.RerouteAsync(Assert.Single(await other.ListAsync(null, 10, Token)).Id, "gala", null, Token));
        }

        await using (var queue = await UploadQueue.OpenAsync(service, Options, cancellationToken: Token))
        {
            await Eventually.TrueAsync(async () => (await queue.GetStatusAsync(Token)).OtherAccount == 1);
        }

        service.Use("B", "gala");
        await SendAsync(service);
        Assert.Single(service.Calls, static call => call.StartsWith("url gala/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_photo_that_waits_for_another_key_is_sent_when_it_is_enqueued_again()
    {
        await EnqueueAsync(null, TestPhoto.Request(1, "gala"));
        using var service = new KeyedService("A");
        await using var queue = await UploadQueue.OpenAsync(service, Options, cancellationToken: Token);

        var again = await queue.EnqueueAsync(TestPhoto.Request(1, "gala"), Token);

        Assert.True(again.WasAlreadyQueued);
        Assert.Equal(QueuedUploadState.Uploaded, (await queue.WaitForAsync(again.Id, Token).WaitAsync(TestTimeout.Default, Token)).State);
    }

    [Fact]
    public async Task A_photo_that_another_program_enqueues_again_with_its_own_key_stays_the_senders()
    {
        using var service = new KeyedService("A");
        await using var queue = await UploadQueue.OpenAsync(service, Options, cancellationToken: Token);
        queue.Pause();
        var upload = await queue.EnqueueAsync(TestPhoto.Request(1, "gala"), Token);
        using var otherService = new KeyedService("B");
        await using var other = await UploadQueue.OpenAsync(otherService, Options, cancellationToken: Token);
        await Eventually.TrueAsync(async () => (await other.GetStatusAsync(Token)).Health == QueueHealth.Paused);

        Assert.True((await other.EnqueueAsync(TestPhoto.Request(1, "gala"), Token)).WasAlreadyQueued);

        Assert.Equal(0, (await queue.GetStatusAsync(Token)).OtherAccount);
        queue.Resume();
        Assert.Equal(QueuedUploadState.Uploaded, (await queue.WaitForAsync(upload.Id, Token).WaitAsync(TestTimeout.Default, Token)).State);
    }

    [Fact]
    public async Task A_program_without_a_key_adopts_for_the_one_that_sends()
    {
        await using var other = await OpenWithoutSendingAsync();
        await other.EnqueueAsync(TestPhoto.Request(1, "gala"), Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => other.AdoptAsync(Token));
        Assert.Equal(0, (await other.GetStatusAsync(Token)).OtherAccount);
        using var service = new KeyedService("A");
        await using var queue = await UploadQueue.OpenAsync(service, Options, cancellationToken: Token);
        await Eventually.TrueAsync(async () => (await other.GetStatusAsync(Token)).OtherAccount == 1);

        Assert.Equal(1, await other.AdoptAsync(Token));

        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Single(service.Objects);
    }

    [Fact]
    public async Task A_program_without_a_key_does_not_adopt_for_a_sender_that_has_stopped()
    {
        await EnqueueAsync(null, TestPhoto.Request(1, "gala"));
        using var service = new KeyedService("A");
        await using (var queue = await UploadQueue.OpenAsync(service, Options, cancellationToken: Token))
        {
            await Eventually.TrueAsync(async () => (await queue.GetStatusAsync(Token)).OtherAccount == 1);
        }

        await using var other = await OpenWithoutSendingAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => other.AdoptAsync(Token));
        Assert.Equal(1, (await other.GetStatusAsync(Token)).OtherAccount);
    }

    [Fact]
    public async Task A_photo_enqueued_again_with_the_present_key_keeps_it_in_a_rebuilt_queue()
    {
        using var service = new KeyedService("before");
        await EnqueueAsync(service, TestPhoto.Request(1, "gala"));
        service.Use("A");
        await EnqueueAsync(service, TestPhoto.Request(1, "gala"));

        DeleteDatabase();
        await using var queue = await UploadQueue.OpenAsync(service, Options, cancellationToken: Token);

        Assert.Equal(0, (await queue.GetStatusAsync(Token)).OtherAccount);
    }

    [Fact]
    public async Task A_damaged_account_in_a_sidecar_file_does_not_keep_others_from_being_enqueued()
    {
        using var service = new KeyedService("A");
        await EnqueueAsync(service, TestPhoto.Request(1, "gala"));
        var sidecar = Assert.Single(Directory.GetFiles(Spool, "*.json"));
        var text = await File.ReadAllTextAsync(sidecar, Token);
        await File.WriteAllTextAsync(sidecar, text.Replace("\"account\":\"", "\"account\":\"zz", StringComparison.Ordinal), Token);

        DeleteDatabase();
        await EnqueueAsync(service, TestPhoto.Request(2));

        await using var queue = await OpenWithoutSendingAsync();
        Assert.Equal(2, (await queue.GetStatusAsync(Token)).Waiting);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F074_A_rebuilt_queue_knows_whose_photos_it_holds(bool isAdopted)
    {
        using var service = new KeyedService(isAdopted ? "before" : "A");
        await EnqueueAsync(service, TestPhoto.Request(1, "gala"));
        service.Use("A");
        if (isAdopted)
        {
            await using var held = await UploadQueue.OpenAsync(service, Options, cancellationToken: Token);
            held.Pause();
            Assert.Equal(1, await held.AdoptAsync(Token));
        }

        DeleteDatabase();
        service.Use("B");
        await using (var queue = await UploadQueue.OpenAsync(service, Options, cancellationToken: Token))
        {
            await Eventually.TrueAsync(async () => (await queue.GetStatusAsync(Token)).OtherAccount == 1);
        }

        DeleteDatabase();
        service.Use("A");
        await SendAsync(service);
        Assert.Single(service.Objects);
    }

    private async Task ChangeAccountsAsync(string expression)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(QueueFolder, "queue.db")};Pooling=False");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant of this class.
        command.CommandText = $"UPDATE upload SET account = {expression}";
#pragma warning restore CA2100
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
    }

    private async Task EnqueueAsync(EventPicsClient? client, params UploadRequest[] requests)
    {
        await using var queue = client is null ? await OpenWithoutSendingAsync() : await UploadQueue.OpenAsync(client, Options, cancellationToken: Token);
        queue.Pause();
        foreach (var request in requests)
        {
            await queue.EnqueueAsync(request, Token);
        }
    }

    private async Task SendAsync(KeyedService service)
    {
        await using var queue = await UploadQueue.OpenAsync(service, Options, cancellationToken: Token);
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
    }
}
