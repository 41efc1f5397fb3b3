using System.Net;
using EventPics.Dashboard.Tests.Support;
using EventPics.Emulator;
using EventPics.Queue;
using EventPics.Tests.Shared.Browser;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace EventPics.Dashboard.Tests;

/// <summary>Several accounts, each with its queue.</summary>
public sealed class AccountTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_page_shows_the_photos_of_one_account_and_changes_to_another()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await StartAsync(emulator);
        await using var browser = await DashboardBrowser.OpenAsync(chromium, app);

        await Expect(browser.Tiles).ToContainTextAsync(["north.jpg"]);
        await browser.Page.GetByLabel("Account").SelectOptionAsync("south");
        await Expect(browser.Tiles).ToContainTextAsync(["south.jpg"]);
        await browser.Page.GetByText("Queue", new() { Exact = true }).ClickAsync();
        await Expect(browser.Rows).ToContainTextAsync(["south.jpg"]);
        await Expect(browser.Page.GetByLabel("Account").Locator("option")).ToHaveTextAsync(["north", "south"]);
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Only_the_named_accounts_are_shown()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await StartAsync(emulator, "south");

        Assert.Equal("south.jpg", await NameAsync(app, ""));
        Assert.Equal("south.jpg", await NameAsync(app, "?account=south"));
        foreach (var path in new[] { "", "/queue", "/api/status", "/api/uploads", "/api/events", "/api/changes" })
        {
            using var response = await app.GetAsync(path + "?account=north");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task A_change_affects_the_photos_of_its_account_only()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await StartAsync(emulator);
        var north = Queue(app, "north");
        var ids = (await north.ListAsync(cancellationToken: Token)).Uploads.Select(upload => upload.Id).ToArray();

        var other = await app.DoAsync("remove?account=south", new { ids });
        Assert.Equal(0, other.GetProperty("count").GetInt32());
        var removed = await app.DoAsync("remove?account=north", new { ids });
        await app.DoAsync("undo?account=south", new { undo = removed.GetProperty("undo").GetString() });

        Assert.Equal(1, (await north.GetStatusAsync(Token)).Waiting);
        Assert.Equal(1, (await Queue(app, "south").GetStatusAsync(Token)).Waiting);
    }

    private static UploadQueue Queue(DashboardApp app, string account) => app.Services.GetRequiredKeyedService<UploadQueue>(account);

    private static async Task<string?> NameAsync(DashboardApp app, string query)
    {
        var uploads = (await app.GetJsonAsync("/api/uploads" + query)).GetProperty("uploads");
        return Assert.Single(uploads.EnumerateArray()).GetProperty("fileName").GetString();
    }

    /// <summary>Two accounts, each with a waiting photo of its name.</summary>
    private async Task<DashboardApp> StartAsync(EventPicsEmulator emulator, params string[] shown)
    {
        string[] names = ["north", "south"];
        var app = await DashboardApp.StartAsync(
            emulator,
            _folder,
            options => options.AccountNames = shown.Length > 0 ? shown : names,
            services =>
            {
                foreach (var name in names)
                {
                    services.AddEventPics(name, client => DashboardApp.Connect(client, emulator))
                        .AddUploadQueue(queue => queue.Folder = _folder.PathOf(name));
                }
            });
        foreach (var name in names)
        {
            Queue(app, name).Pause();
            var content = UploadContent.FromBytes(TestImages.Jpeg(2000));
            await Queue(app, name).EnqueueAsync(new UploadRequest(emulator.Events[0].LinkId, name + ".jpg", content), Token);
        }

        return app;
    }
}
