using System.Net;
using EventPics.Dashboard.Tests.Support;
using EventPics.Emulator;
using EventPics.Queue;

namespace EventPics.Dashboard.Tests;

/// <summary>Who may change the queue, over plain HTTP.</summary>
public sealed class ActionAccessTests : IDisposable
{
    private static readonly (string, string) SameOrigin = ("Sec-Fetch-Site", "same-origin");
    private static readonly string[] Actions = ["retry", "remove", "undo", "move", "pause", "resume", "probe"];

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "https://photos.example")]
    [InlineData("Origin", "null")]
    [InlineData("X-Nothing", "no origin")]
    public async Task A_request_from_another_site_changes_nothing_even_with_the_token(string header, string value)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        app.Queue.Pause();
        var photo = await app.EnqueueAsync(emulator.Events[0].LinkId, "photo.jpg");

        using var response = await app.PostAsync("remove", new { ids = new[] { photo.Id } }, await app.GetTokenAsync(), (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(QueuedUploadState.Waiting, (await app.Queue.FindAsync(photo.Id, Token))!.State);
    }

    [Fact]
    public async Task Without_fetch_metadata_the_origin_must_be_that_of_the_page()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);

        using var response = await app.PostAsync(
            "pause", new { }, await app.GetTokenAsync(), ("Origin", app.Address.GetLeftPart(UriPartial.Authority)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(QueueHealth.Paused, (await app.Queue.GetStatusAsync(Token)).Health);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guessed")]
    public async Task A_request_without_the_token_changes_nothing(string? token)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        app.Queue.Pause();
        var photo = await app.EnqueueAsync(emulator.Events[0].LinkId, "photo.jpg");

        using var response = await app.PostAsync("remove", new { ids = new[] { photo.Id } }, token, SameOrigin);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("outdatedPage", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(QueuedUploadState.Waiting, (await app.Queue.FindAsync(photo.Id, Token))!.State);
    }

    [Fact]
    public async Task A_read_only_dashboard_changes_nothing()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder, options => options.ReadOnly = true);
        app.Queue.Pause();
        var photo = await app.EnqueueAsync(emulator.Events[0].LinkId, "photo.jpg");

        foreach (var action in Actions)
        {
            using var response = await app.PostAsync(action, new { ids = new[] { photo.Id } }, await app.GetTokenAsync(), SameOrigin);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        Assert.Equal(QueuedUploadState.Waiting, (await app.Queue.FindAsync(photo.Id, Token))!.State);
    }

    [Fact]
    public async Task A_GET_changes_nothing()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);

        foreach (var action in Actions)
        {
            using var response = await app.GetAsync("/api/" + action, SameOrigin, ("X-EventPics-Token", await app.GetTokenAsync()));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        }

        Assert.Equal(QueueHealth.Online, (await app.Queue.GetStatusAsync(Token)).Health);
    }

    [Theory]
    [InlineData("remove", "{}")]
    [InlineData("remove", "[]")]
    [InlineData("remove", "not JSON")]
    [InlineData("remove", """{"ids":[]}""")]
    [InlineData("remove", """{"ids":["ID",null]}""")]
    [InlineData("remove", """{"ids":["ID",""]}""")]
    [InlineData("remove", """{"ids":["ID","LONG"]}""")]
    [InlineData("undo", "{}")]
    [InlineData("move", """{"ids":["ID"]}""")]
    [InlineData("move", """{"ids":["ID"],"linkId":""}""")]
    [InlineData("move", """{"ids":["ID"],"linkId":"LONG"}""")]
    [InlineData("move", """{"ids":["ID"],"linkId":"abcd1234","albumId":"LONG"}""")]
    [InlineData("explode", "{}")]
    public async Task A_malformed_request_changes_nothing(string action, string body)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        app.Queue.Pause();
        var photo = await app.EnqueueAsync(emulator.Events[0].LinkId, "photo.jpg");
        var json = body.Replace("ID\"", photo.Id + "\"", StringComparison.Ordinal)
            .Replace("LONG", new string('x', 300), StringComparison.Ordinal);

        using var response = await app.PostAsync(action, json, await app.GetTokenAsync(), SameOrigin);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("badRequest", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        var left = await app.Queue.FindAsync(photo.Id, Token);
        Assert.Equal((QueuedUploadState.Waiting, photo.LinkId), (left!.State, left.LinkId));
    }

    [Fact]
    public async Task A_request_with_more_than_500_photos_or_64_KB_is_rejected()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        var token = await app.GetTokenAsync();

        using var many = await app.PostAsync("remove", new { ids = Enumerable.Repeat("x", 501) }, token, SameOrigin);
        using var large = await app.PostAsync("undo", new { undo = new string('x', 65 * 1024) }, token, SameOrigin);

        Assert.Equal(HttpStatusCode.BadRequest, many.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, large.StatusCode);
    }
}
