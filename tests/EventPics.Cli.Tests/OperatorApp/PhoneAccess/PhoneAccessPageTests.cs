using EventPics.Cli.Tests.OperatorApp.Support;
using EventPics.Emulator;
using EventPics.Tests.Shared.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventPics.Cli.Tests.OperatorApp.PhoneAccess;

/// <summary>The pages for the operator and for the phone, in a browser.</summary>
public sealed class PhoneAccessPageTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static BrowserNewContextOptions Phone => Screen.Options("phone", "en-GB", ColorScheme.Light);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task From_the_settings_to_a_phone_that_follows_the_party()
    {
        Assert.SkipWhen(TestApp.TestLan.Find().Count == 0, "This computer is in no network.");
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await TestApp.StartAsync(emulator, _folder);
        await using var settings = await OperatorBrowser.OpenAsync(chromium, new Uri(app.Address, "/settings"));
        await Expect(settings.Page.GetByText("anyone in this Wi-Fi can read along")).ToBeVisibleAsync();
        await settings.ClickAsync("Switch on");
        await Expect(settings.Page.Locator(".pin-shown")).ToBeVisibleAsync();
        await Expect(settings.Page.GetByRole(AriaRole.Img)).ToHaveAttributeAsync("aria-label", $"QR code of {app.Lan.Urls[0]}");
        var pin = (await settings.Page.Locator(".pin-shown").TextContentAsync())!;

        await using var phone = await OperatorBrowser.OpenAsync(chromium, app.Lan.Urls[0], Phone);
        await phone.Page.GetByLabel("PIN, six digits").FillAsync("12 34");
        await phone.ClickAsync("Open");
        await Expect(phone.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The PIN has six digits.");
        await phone.Page.GetByLabel("PIN, six digits").FillAsync(pin.StartsWith('0') ? "111111" : "000000");
        await phone.ClickAsync("Open");
        await Expect(phone.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("That PIN is wrong. Try again.");
        await phone.Page.GetByLabel("PIN, six digits").FillAsync(pin);
        await phone.ClickAsync("Open");

        await Expect(phone.Page.Locator(".light-text")).ToBeVisibleAsync();
        await app.Queue.EnqueueAsync(
            new UploadRequest(emulator.Events[0].LinkId, "first.jpg", UploadContent.FromBytes(TestImages.Jpeg(900))), Token);
        await Expect(phone.Page.Locator(".tile")).ToContainTextAsync(["Uploaded"]);
        await phone.ClickAsync(phone.Page.Locator(".tile"));
        await Expect(phone.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToHaveCountAsync(0);
        Assert.DoesNotContain(pin.Replace(" ", "", StringComparison.Ordinal), phone.Page.Url, StringComparison.Ordinal);
        Assert.Empty(settings.Errors);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task A_phone_that_wakes_after_the_PIN_has_changed_is_asked_for_the_new_one()
    {
        Assert.SkipWhen(TestApp.TestLan.Find().Count == 0, "This computer is in no network.");
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await TestApp.StartAsync(emulator, _folder);
        app.PhoneAccess.SwitchOn();
        await using var phone = await OperatorBrowser.OpenAsync(chromium, app.Lan.Urls[0], Phone);
        await SignInAsync(phone, app);
        await Expect(phone.Page.Locator(".light-text")).ToBeVisibleAsync();

        app.PhoneAccess.ChangePin();

        await Expect(phone.Page).ToHaveURLAsync(new Uri(app.Lan.Urls[0], "/pin").AbsoluteUri);
        await SignInAsync(phone, app);
        await Expect(phone.Page.Locator(".light-text")).ToBeVisibleAsync();
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task A_phone_that_may_change_something_gets_the_buttons_for_it()
    {
        Assert.SkipWhen(TestApp.TestLan.Find().Count == 0, "This computer is in no network.");
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await TestApp.StartAsync(emulator, _folder);
        app.PhoneAccess.SwitchOn();
        app.PhoneAccess.AllowChanges(true);
        await using var phone = await OperatorBrowser.OpenAsync(
            chromium, new Uri(app.Lan.Urls[0], "/phone"), Screen.Options("phone", "en-GB", ColorScheme.Light));
        await SignInAsync(phone, app);

        await phone.ClickAsync("Pause");

        await Expect(phone.Page.Locator(".light-text")).ToContainTextAsync("Paused.");
    }

    [Theory]
    [InlineData("phone", "en-GB", ColorScheme.Light)]
    [InlineData("phone", "de-DE", ColorScheme.Dark)]
    [InlineData("laptop", "en-GB", ColorScheme.Dark)]
    [InlineData("laptop", "de-DE", ColorScheme.Light)]
    public async Task The_layout_fits_each_screen_in_both_languages(string screen, string locale, ColorScheme scheme)
    {
        Assert.SkipWhen(TestApp.TestLan.Find().Count == 0, "This computer is in no network.");
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await TestApp.StartAsync(emulator, _folder);
        var options = Screen.Options(screen, locale, scheme);
        var name = $"{screen}-{locale[..2]}-{scheme}";
        await using var settings = await OperatorBrowser.OpenAsync(chromium, new Uri(app.Address, "/settings"), options);
        var button = settings.Page.Locator("button.main");
        await Expect(button).ToBeVisibleAsync();
        await settings.CheckLayoutAsync($"phone-access-off-{name}");
        await settings.ClickAsync(button);
        await Expect(settings.Page.Locator(".pin-shown")).ToBeVisibleAsync();
        await settings.CheckLayoutAsync($"phone-access-on-{name}");
        await using var phone = await OperatorBrowser.OpenAsync(chromium, app.Lan.Urls[0], options);
        for (var i = 0; i < 5; i++)
        {
            await phone.Page.Locator("input").FillAsync(app.PhoneAccess.Settings.Pin == "000000" ? "111111" : "000000");
            await phone.ClickAsync(phone.Page.Locator("button.main"));
            await Expect(phone.Page.Locator("button.main")).ToBeEnabledAsync();
        }

        await Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("10 min");
        await phone.CheckLayoutAsync($"pin-{name}");
        Assert.Empty(settings.Errors);
        Assert.Empty(phone.Errors);
    }

    private static async Task SignInAsync(OperatorBrowser phone, TestApp app)
    {
        await phone.Page.Locator("input.pin").FillAsync(app.PhoneAccess.Settings.Pin);
        await phone.ClickAsync("Open");
    }
}
