using System.Net;
using System.Text.Json;
using EventPics.Dashboard.Internal.Live;
using EventPics.Dashboard.Tests.Support;
using EventPics.Emulator;
using EventPics.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace EventPics.Dashboard.Tests;

/// <summary>The stream of changes, over plain HTTP.</summary>
public sealed class LiveTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private UploadQueue? _queue;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_queue is not null)
        {
            await _queue.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task A_page_that_was_away_gets_what_has_changed_meanwhile_and_nothing_else()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await StartAsync(emulator);
        var id = await FollowForAMomentAsync(app);
        await app.EnqueueAsync(emulator.Events[0].LinkId, "before.jpg");
        using (var stream = await LiveEvents.OpenAsync(app, id))
        {
            (id, _, _) = await stream.ReadAsync();
        }

        await app.EnqueueAsync(emulator.Events[0].LinkId, "meanwhile.jpg");
        using var again = await LiveEvents.OpenAsync(app, id);
        var (_, type, data) = await again.ReadAsync();

        Assert.Equal("changes", type);
        var change = Assert.Single(JsonElement.Parse(data).EnumerateArray());
        Assert.Equal("meanwhile.jpg", change.GetProperty("fileName").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0123456789abcdef0123456789abcdef-0")]
    [InlineData("RUN--1")]
    [InlineData("RUN-99999999999999999999")]
    [InlineData("RUN-1000")]
    public async Task A_page_with_an_unknown_last_event_reads_everything_again(string lastEventId)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await StartAsync(emulator);
        var run = (await FollowForAMomentAsync(app)).Split('-')[0];

        using var stream = await LiveEvents.OpenAsync(app, lastEventId.Replace("RUN", run, StringComparison.Ordinal));

        Assert.Equal("reload", (await stream.ReadAsync()).Type);
    }

    [Fact]
    public async Task After_a_change_of_the_whole_queue_a_page_gets_only_the_photos_that_have_changed()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await StartAsync(emulator);
        var linkId = emulator.Events[0].LinkId;
        var removed = await app.EnqueueAsync(linkId, "removed.jpg");
        await app.EnqueueAsync(linkId, "other.jpg");
        var id = await FollowForAMomentAsync(app);
        await using (var elsewhere = await UploadQueue.OpenWithoutSendingAsync(
            new UploadQueueOptions { Folder = app.Queue.Folder }, cancellationToken: Token))
        {
            await elsewhere.RemoveAsync(removed.Id, Token);
        }

        using var stream = await LiveEvents.OpenAsync(app, id);
        var (_, type, data) = await stream.ReadAsync();

        Assert.Equal("changes", type);
        var change = Assert.Single(JsonElement.Parse(data).EnumerateArray());
        Assert.Equal(("removed.jpg", "Removed"), (change.GetProperty("fileName").GetString(), change.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_change_of_the_status_leaves_the_list_alone()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        var linkId = emulator.Events[0].LinkId;
        await app.EnqueueAsync(linkId, "photo.jpg");
        await app.Queue.WaitUntilIdleAsync(Token);
        using var stream = await LiveEvents.OpenAsync(app);
        Assert.Equal("reload", (await stream.ReadAsync()).Type);

        app.Queue.Pause();
        Assert.DoesNotContain("reload", await stream.ReadUntilHealthAsync("Paused"));
        app.Queue.Resume();
        Assert.DoesNotContain("reload", await stream.ReadUntilHealthAsync("Online"));
    }

    [Fact]
    public async Task A_page_that_has_missed_more_than_500_photos_reads_everything_again()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await StartAsync(emulator);
        var id = await FollowForAMomentAsync(app);
        await app.EnqueueManyAsync(emulator.Events[0].LinkId, 501);

        // The queue reports its changes a little later.
        await Eventually.TrueAsync(async () =>
        {
            using var stream = await LiveEvents.OpenAsync(app, id);
            return (await stream.ReadAsync()).Type == "reload";
        });
    }

    [Fact]
    public async Task One_page_too_many_is_asked_to_wait_until_another_is_closed()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await StartAsync(emulator);
        var streams = new List<LiveEvents>();
        try
        {
            for (var open = 0; open < ChangeStream.MaxStreams; open++)
            {
                streams.Add(await LiveEvents.OpenAsync(app));
            }

            using var refused = await LiveEvents.RequestAsync(app);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(10), refused.Headers.RetryAfter!.Delta);
            Assert.Contains("tooManyPages", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

            streams[0].Dispose();
            await Eventually.TrueAsync(async () =>
            {
                using var response = await LiveEvents.RequestAsync(app);
                return response.IsSuccessStatusCode;
            });
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
        }
    }

    /// <summary>A queue without a sender, whose status never changes: that too would let pages read everything again.</summary>
    private async Task<DashboardApp> StartAsync(EventPicsEmulator emulator)
    {
        _queue = await UploadQueue.OpenWithoutSendingAsync(
            new UploadQueueOptions { Folder = _folder.PathOf("waiting") }, cancellationToken: Token);
        return await DashboardApp.StartAsync(emulator, _folder, services: services => services.AddSingleton(_queue));
    }

    /// <summary>Opens the page for the first time. Returns the ID of its last event.</summary>
    private static async Task<string> FollowForAMomentAsync(DashboardApp app)
    {
        using var stream = await LiveEvents.OpenAsync(app);
        var (id, type, _) = await stream.ReadAsync();
        Assert.Equal("reload", type);
        return id;
    }
}
