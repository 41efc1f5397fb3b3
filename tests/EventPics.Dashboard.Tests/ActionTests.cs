using System.Net;
using System.Text.Json;
using EventPics.Dashboard.Tests.Support;
using EventPics.Emulator;
using EventPics.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Dashboard.Tests;

/// <summary>What the changes do, over plain HTTP.</summary>
public sealed class ActionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_removed_photo_is_sent_after_all_when_the_removal_is_undone()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        app.Queue.Pause();
        var request = new UploadRequest(emulator.Events[0].LinkId, "photo.jpg", UploadContent.FromBytes(TestImages.Jpeg(3000)))
        {
            TakenAt = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
        };
        var photo = await app.Queue.EnqueueAsync(request, Token);

        var removed = await app.DoAsync("remove", new { ids = new[] { photo.Id } });
        Assert.Equal(QueuedUploadState.Removed, (await app.Queue.FindAsync(photo.Id, Token))!.State);
        var undone = await app.DoAsync("undo", new { undo = Undo(removed) });
        await app.DoAsync("resume", new { });
        await emulator.WaitForPhotosAsync(1, Token);

        Assert.Equal(1, Count(undone));
        var sent = Assert.Single(emulator.Photos);
        Assert.Equal(photo.Sha256, sent.Sha256);
        Assert.Equal(request.TakenAt, sent.TakenAt);
    }

    [Fact]
    public async Task After_10_seconds_a_removal_can_no_longer_be_undone()
    {
        var clock = new FakeTimeProvider();
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(
            emulator, _folder, services: services => services.AddSingleton<TimeProvider>(clock));
        app.Queue.Pause();
        var photo = await app.EnqueueAsync(emulator.Events[0].LinkId, "photo.jpg");
        var removed = await app.DoAsync("remove", new { ids = new[] { photo.Id } });

        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(0, Count(await app.DoAsync("undo", new { undo = Undo(removed) })));
        Assert.Equal(QueuedUploadState.Removed, (await app.Queue.FindAsync(photo.Id, Token))!.State);
    }

    [Fact]
    public async Task A_photo_whose_upload_has_started_is_removed_for_good()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        emulator.Faults.OnPut(Fault.Status(413));
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        var photo = await app.EnqueueAsync(emulator.Events[0].LinkId, "photo.jpg");
        await app.Queue.WaitForAsync(photo.Id, Token);

        var removed = await app.DoAsync("remove", new { ids = new[] { photo.Id } });

        Assert.Equal(1, Count(removed));
        Assert.Null(Undo(removed));
    }

    [Fact]
    public async Task A_failed_photo_is_retried_and_a_waiting_one_moved_to_another_album()
    {
        var options = new EventPicsEmulatorOptions { Events = [new("Gala", "abcd1234", [new("fotobox", "Fotobox")])] };
        await using var emulator = await EventPicsEmulator.StartAsync(options, Token);
        emulator.Faults.OnPut(Fault.Status(413));
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        var failed = await app.EnqueueAsync("abcd1234", "failed.jpg");
        Assert.Equal(QueuedUploadState.Failed, (await app.Queue.WaitForAsync(failed.Id, Token)).State);

        var moved = await app.DoAsync("move", new { ids = new[] { failed.Id }, linkId = "abcd1234", albumId = "fotobox" });
        await app.DoAsync("retry", new { });
        await emulator.WaitForPhotosAsync(1, Token);

        Assert.Equal(1, Count(moved));
        Assert.Equal("fotobox", Assert.Single(emulator.Photos).AlbumId);
    }

    [Fact]
    public async Task A_removed_photo_is_not_sent_after_a_restart_within_the_undo_time()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        string id;
        string? undo;
        await using (var app = await DashboardApp.StartAsync(emulator, _folder))
        {
            app.Queue.Pause();
            id = (await app.EnqueueAsync(emulator.Events[0].LinkId, "photo.jpg")).Id;
            undo = Undo(await app.DoAsync("remove", new { ids = new[] { id } }));
        }

        await using var restarted = await DashboardApp.StartAsync(emulator, _folder);
        await restarted.Queue.WaitUntilIdleAsync(Token);

        Assert.Equal(0, Count(await restarted.DoAsync("undo", new { undo })));
        Assert.Equal(QueuedUploadState.Removed, (await restarted.Queue.FindAsync(id, Token))!.State);
        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task Two_pages_that_remove_and_undo_at_the_same_time_send_the_photo_once()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        app.Queue.Pause();
        var photo = await app.EnqueueAsync(emulator.Events[0].LinkId, "photo.jpg");

        var ids = new[] { photo.Id };
        var removed = await Task.WhenAll(app.DoAsync("remove", new { ids }), app.DoAsync("remove", new { ids }));
        var undo = Assert.Single(removed, result => Count(result) == 1).GetProperty("undo").GetString();
        var undone = await Task.WhenAll(app.DoAsync("undo", new { undo }), app.DoAsync("undo", new { undo }));
        app.Queue.Resume();
        await app.Queue.WaitUntilIdleAsync(Token);

        Assert.Equal(1, removed.Sum(Count));
        Assert.Equal(1, undone.Sum(Count));
        Assert.Single(emulator.Photos);
    }

    [Fact]
    public async Task When_undoing_fails_it_can_be_tried_again_and_nothing_is_lost()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(
            emulator, _folder, services: services => services.Configure<UploadQueueOptions>(queue => queue.MaxWaitingBytes = 5000));
        app.Queue.Pause();
        var first = await app.EnqueueAsync(emulator.Events[0].LinkId, "first.jpg");
        var second = await app.EnqueueAsync(emulator.Events[0].LinkId, "second.jpg");
        var undo = Undo(await app.DoAsync("remove", new { ids = new[] { second.Id, first.Id } }));
        var other = await app.EnqueueAsync(emulator.Events[0].LinkId, "other.jpg"); // There is room for one more.

        using var failed = await app.PostAsync("undo", new { undo }, await app.GetTokenAsync(), ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        await app.Queue.RemoveAsync(other.Id, Token);

        Assert.Equal(2, Count(await app.DoAsync("undo", new { undo })));
        var page = await app.Queue.ListAsync(new QueueFilter { State = QueuedUploadState.Waiting }, cancellationToken: Token);
        Assert.Equal(["second.jpg", "first.jpg"], page.Uploads.Select(upload => upload.FileName));
    }

    [Fact]
    public async Task An_undone_photo_is_still_known_to_come_from_its_file()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        app.Queue.Pause();
        var file = _folder.Write("photos/photo.jpg", TestImages.Jpeg(2000));
        var photo = await app.Queue.EnqueueAsync(emulator.Events[0].LinkId, file, cancellationToken: Token);

        var undo = Undo(await app.DoAsync("remove", new { ids = new[] { photo.Id } }));
        await app.DoAsync("undo", new { undo });

        var page = await app.Queue.ListAsync(new QueueFilter { State = QueuedUploadState.Waiting }, cancellationToken: Token);
        Assert.Equal(file, Assert.Single(page.Uploads).SourcePath);
    }

    [Fact]
    public async Task If_the_program_ends_while_a_removal_is_being_undone_the_next_start_completes_it()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await EndDuringUndoAsync(emulator);

        await using var restarted = await DashboardApp.StartAsync(emulator, _folder);
        await emulator.WaitForPhotosAsync(2, Token).WaitAsync(TestTimeout.Default, Token);

        Assert.Equal(["large.jpg", "photo.jpg"], emulator.Photos.Select(photo => photo.FileName).Order());
        await Eventually.TrueAsync(() => Directory.GetFiles(_folder.PathOf("queue/undo")).Length == 0);
    }

    [Fact]
    public async Task If_the_photo_was_removed_again_before_the_next_start_it_stays_removed()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await EndDuringUndoAsync(emulator);
        await using (var queue = await UploadQueue.OpenWithoutSendingAsync(
            new UploadQueueOptions { Folder = _folder.PathOf("queue") }, cancellationToken: Token))
        {
            var again = await queue.EnqueueAsync(new UploadRequest(emulator.Events[0].LinkId, "photo.jpg", Photo()), Token);
            Assert.False(again.WasAlreadyQueued);
            await queue.RemoveAsync(again.Id, Token);
        }

        await using var restarted = await DashboardApp.StartAsync(emulator, _folder);
        await Eventually.TrueAsync(() => Directory.GetFiles(_folder.PathOf("queue/undo")).Length == 0);
        await restarted.Queue.WaitUntilIdleAsync(Token);

        Assert.Equal("large.jpg", Assert.Single(emulator.Photos).FileName);
    }

    [Theory]
    [InlineData("de", "In der Warteschlange warten schon zu viele Fotos.")]
    [InlineData("en", "Too many photos are already waiting in the queue.")]
    public async Task A_full_queue_is_reported_in_the_language_of_the_page(string language, string expected)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder, services: LimitWaiting);
        var undo = await FillAfterRemovalAsync(app, emulator);

        using var failed = await app.PostAsync(
            "undo", new { undo }, await app.GetTokenAsync(), ("Sec-Fetch-Site", "same-origin"), ("Accept-Language", language));

        var error = JsonElement.Parse(await failed.Content.ReadAsStringAsync(Token));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.Contains(expected, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static UploadContent Photo() => UploadContent.FromBytes(TestImages.Jpeg(2000));

    private static void LimitWaiting(IServiceCollection services) =>
        services.Configure<UploadQueueOptions>(queue => queue.MaxWaitingBytes = 4000);

    /// <summary>Removes a photo and leaves no room to put it back. Returns what would undo the removal.</summary>
    private static async Task<string?> FillAfterRemovalAsync(DashboardApp app, EventPicsEmulator emulator)
    {
        app.Queue.Pause();
        var photo = await app.Queue.EnqueueAsync(new UploadRequest(emulator.Events[0].LinkId, "photo.jpg", Photo()), Token);
        var undo = Undo(await app.DoAsync("remove", new { ids = new[] { photo.Id } }));
        await app.EnqueueAsync(emulator.Events[0].LinkId, "large.jpg", TestImages.Jpeg(3000));
        return undo;
    }

    /// <summary>Lets the undo of a removal fail after its first step, and the program end.</summary>
    private async Task EndDuringUndoAsync(EventPicsEmulator emulator)
    {
        await using var app = await DashboardApp.StartAsync(emulator, _folder, services: LimitWaiting);
        var undo = await FillAfterRemovalAsync(app, emulator);
        using var failed = await app.PostAsync("undo", new { undo }, await app.GetTokenAsync(), ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
    }

    private static int Count(JsonElement result) => result.GetProperty("count").GetInt32();

    private static string? Undo(JsonElement result) => result.GetProperty("undo").GetString();
}
