using EventPics.Cli.Tests.OperatorApp.Support;
using EventPics.Emulator;
using EventPics.Tests.Shared.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventPics.Cli.Tests.OperatorApp.Setup;

/// <summary>The setup in a browser.</summary>
public sealed class SetupPageTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private static readonly EmulatorEvent[] Events =
    [
        new("Hochzeit Jana & Jörg 💍", "abcd1234", [new("album-1", "Fotobox"), new("album-2", "<img src=x onerror=alert(1)>")]),
        new("حفل زفاف سارة", "efgh5678", []),
        new("Sommerfest der Freiwilligen Feuerwehr Oberunterbach mit Donaudampfschifffahrtsgesellschaft", "ijkl9012", [new("album-3", "Feier")]),
    ];

    private readonly TempFolder _folder = new() { Clock = TimeProvider.System };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Three_steps_lead_from_nothing_to_a_saved_profile()
    {
        var booth = FillBooth();
        await using var emulator = await StartEmulatorAsync();
        await using var app = await TestApp.StartAsync(emulator, _folder);
        await using var browser = await OperatorBrowser.OpenAsync(chromium, new Uri(app.Address, "/setup"));
        var page = browser.Page;

        await page.GetByLabel("API key").FillAsync("wrong-key");
        await browser.ClickAsync("Check");
        await Expect(page.Locator("#key-result")).ToHaveTextAsync("Rejected: copy it again from the API key management of your event.");
        await page.GetByLabel("API key").FillAsync(emulator.ApiKey);
        await browser.ClickAsync("Check");
        await Expect(page.Locator("#key-result")).ToHaveTextAsync("Valid, 3 events");
        Assert.DoesNotContain(emulator.ApiKey, await page.ContentAsync(), StringComparison.Ordinal);

        Assert.Equal(Events.Select(each => each.Title), await AllTextsAsync(page.Locator(".card h3"), 3));
        await browser.ClickAsync("Hochzeit Jana & Jörg 💍: Fotobox");
        await page.GetByLabel("Folder", new() { Exact = true }).FillAsync(Path.GetDirectoryName(booth)!);
        await browser.ClickAsync("Open");
        await browser.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Prints <b>& 💍", Exact = true }));
        await Expect(page.GetByText("No subfolders.")).ToHaveCountAsync(0);
        await browser.ClickAsync("Use this folder");

        await Expect(page.GetByText("3 photos, from")).ToBeVisibleAsync();
        await browser.ClickAsync(page.GetByLabel("Send today's (3)"));
        await Expect(page.Locator(".light-text")).ToHaveTextAsync("Everything is ready.");
        await browser.ClickAsync("Measure the speed");
        await Expect(page.Locator(".measured")).ToContainTextAsync("Mbit/s: one photo takes about 1 s.");
        Assert.False(app.Profiles.Load().Exists);
        await browser.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }));
        await Expect(page).ToHaveURLAsync(app.Address.AbsoluteUri);

        var profile = app.Profiles.Load();
        Assert.True(profile.IsValid);
        Assert.Equal(("abcd1234", "album-1"), (profile.Profile.Event, profile.Profile.Album));
        Assert.Equal([booth], profile.Profile.Folders);
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Without_a_connection_the_last_known_events_can_be_chosen()
    {
        await using var emulator = await StartEmulatorAsync();
        await using var app = await TestApp.StartAsync(emulator, _folder);
        await app.ChangeAsync("setup/key", new { key = emulator.ApiKey });
        emulator.Faults.Offline = true;
        await using var browser = await OperatorBrowser.OpenAsync(chromium, new Uri(app.Address, "/setup"));

        await Expect(browser.Page.Locator(".problem")).ToContainTextAsync("This is the list of");
        await Expect(browser.Page.Locator(".card")).ToHaveCountAsync(3);
        emulator.Faults.Offline = false;
        await browser.ClickAsync("Refresh");
        await Expect(browser.Page.Locator(".problem")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_account_without_events_says_what_to_do()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { Events = [] }, Token);
        await using var app = await TestApp.StartAsync(emulator, _folder);
        await app.ChangeAsync("setup/key", new { key = emulator.ApiKey });
        await using var browser = await OperatorBrowser.OpenAsync(chromium, new Uri(app.Address, "/setup"));

        await Expect(browser.Page.GetByText("Create one in the EventPics app, then refresh.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("phone", "en-GB", ColorScheme.Light)]
    [InlineData("phone", "de-DE", ColorScheme.Dark)]
    [InlineData("laptop", "en-GB", ColorScheme.Dark)]
    [InlineData("laptop", "de-DE", ColorScheme.Light)]
    public async Task The_layout_fits_each_screen_in_both_languages(string screen, string locale, ColorScheme scheme)
    {
        var booth = FillBooth();
        await using var emulator = await StartEmulatorAsync();
        await using var app = await TestApp.StartAsync(emulator, _folder);
        await app.Queue.EnqueueAsync("efgh5678", Directory.GetFiles(booth)[0], cancellationToken: Token);
        await emulator.WaitForPhotosAsync(1, Token);
        await using var browser = await OperatorBrowser.OpenAsync(
            chromium, new Uri(app.Address, "/setup"), Screen.Options(screen, locale, scheme));
        var (page, name) = (browser.Page, $"{screen}-{locale[..2]}-{scheme}");
        await page.Locator("#key").FillAsync("wrong-key");
        await browser.ClickAsync(page.Locator("button[type=submit]"));
        await Expect(page.Locator("#key-result[data-level=bad]")).ToBeVisibleAsync();
        await browser.CheckLayoutAsync($"setup-1-{name}");
        await page.Locator("#key").FillAsync(emulator.ApiKey);
        await browser.ClickAsync(page.Locator("button[type=submit]"));
        await Expect(page.Locator(".card")).ToHaveCountAsync(3);
        await browser.CheckLayoutAsync($"setup-2-{name}");
        await browser.ClickAsync(page.Locator(".chip", new() { HasTextString = "Fotobox" }));
        await page.Locator("#path").FillAsync(_folder.Path);
        await browser.ClickAsync(page.Locator("button[type=submit]"));
        await Expect(page.Locator(".folder-row").First).ToBeVisibleAsync();
        await browser.CheckLayoutAsync($"setup-3-{name}");
        await page.Locator("#path").FillAsync(booth);
        await browser.ClickAsync(page.Locator("button[type=submit]"));
        await Expect(page.Locator(".folder-row")).ToHaveTextAsync(["Originals"]);
        await browser.ClickAsync(page.Locator("button.main"));
        await Expect(page.Locator(".finding")).ToHaveCountAsync(9);
        await Expect(page.Locator("fieldset")).ToBeVisibleAsync();
        await browser.CheckLayoutAsync($"setup-4-{name}");
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_path_is_not_mixed_with_the_first_folder_when_that_is_read_slowly()
    {
        await using var emulator = await StartEmulatorAsync();
        await using var app = await TestApp.StartAsync(emulator, _folder);
        await using var browser = await OperatorBrowser.OpenAsync(chromium, new Uri(app.Address, "/setup"));
        var page = browser.Page;
        var release = new TaskCompletionSource();
        await page.RouteAsync(
            "**/setup/folders*",
            async route =>
            {
                await release.Task;
                await route.ContinueAsync();
            },
            new() { Times = 1 });
        await page.Locator("#key").FillAsync(emulator.ApiKey);
        await browser.ClickAsync(page.Locator("button[type=submit]"));
        await browser.ClickAsync(page.Locator(".chip", new() { HasTextString = "Fotobox" }));
        await page.Locator("#path").FocusAsync();
        release.SetResult();
        await Expect(page.Locator("button.main")).ToBeEnabledAsync();

        await page.Keyboard.TypeAsync("/typed");

        await Expect(page.Locator("#path")).ToHaveValueAsync("/typed");
    }

    private static async Task<IReadOnlyList<string>> AllTextsAsync(ILocator locator, int count)
    {
        await Expect(locator).ToHaveCountAsync(count);
        return await locator.AllTextContentsAsync();
    }

    private static Task<EventPicsEmulator> StartEmulatorAsync() =>
        EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { Events = Events }, Token);

    private string FillBooth()
    {
        for (var number = 1; number <= 3; number++)
        {
            _folder.Write($"booth/Prints <b>& 💍/photo {number}.jpg", TestImages.Jpeg(2000, number));
        }

        _folder.Write("booth/Prints <b>& 💍/Originals/1.jpg", TestImages.Jpeg(2000, 9));
        return _folder.PathOf("booth/Prints <b>& 💍");
    }
}
