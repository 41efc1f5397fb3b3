using System.Net;
using System.Net.Sockets;
using EventPics.Cli.Tests.OperatorApp.Support;
using EventPics.Emulator;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Cli.Tests.OperatorApp.PhoneAccess;

/// <summary>Who may open the pages, over real sockets.</summary>
public sealed class PhoneAccessTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private EventPicsEmulator _emulator = null!;
    private TestApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Pin => _app.PhoneAccess.Settings.Pin;

    private string WrongPin => Pin == "000000" ? "000001" : "000000";

    public async ValueTask InitializeAsync()
    {
        _emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        _app = await TestApp.StartAsync(_emulator, _folder, _time);
        _app.PhoneAccess.SwitchOn();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_browser_on_this_computer_needs_no_PIN()
    {
        using var page = await _app.GetAsync("/settings");
        using var status = await _app.GetAsync("/api/status");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.OK, status.StatusCode);
    }

    [Fact]
    public async Task A_phone_that_has_not_signed_in_is_led_to_the_PIN_and_sees_nothing_else()
    {
        var phone = new TestPhone(_app);

        using var page = await phone.GetAsync("/", ("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Equal("/pin", page.Headers.Location!.OriginalString);
        string[] paths =
        [
            "/", "/queue", "/api/status", "/api/uploads", "/api/changes", "/phone/api/uploads", "/settings", "/app/api/phone-access", "/nothing",
        ];
        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await phone.GetStatusAsync(path));
        }

        Assert.Equal(HttpStatusCode.OK, await phone.GetStatusAsync("/pin"));
        Assert.Equal(HttpStatusCode.OK, await phone.GetStatusAsync("/app/assets/pin.js"));
    }

    [Fact]
    public async Task The_right_PIN_opens_the_dashboard_with_a_cookie_that_scripts_and_other_sites_do_not_get()
    {
        var phone = new TestPhone(_app);

        using var response = await phone.SignInAsync(Pin);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Pin, cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await phone.GetStatusAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    [InlineData("٠٠٠٠٠٠")]
    public async Task What_is_no_PIN_does_not_open_it(string pin)
    {
        var phone = new TestPhone(_app);

        using var response = await phone.SignInAsync(pin);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Null(phone.Cookie);
    }

    [Fact]
    public async Task Five_wrong_PINs_lock_a_device_for_ten_minutes_even_for_the_right_one()
    {
        var phone = new TestPhone(_app);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await TryAsync(phone, WrongPin));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(phone, WrongPin));
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(phone, Pin));
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(phone, Pin));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.OK, await TryAsync(phone, Pin));
    }

    [Fact]
    public async Task Requests_in_parallel_get_no_more_than_five_guesses()
    {
        var phone = new TestPhone(_app);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => TryAsync(phone, WrongPin)));

        Assert.Equal(4, statuses.Count(status => status == HttpStatusCode.Forbidden));
        Assert.Equal(5, _app.PhoneAccess.RecentlyWrong);
    }

    [Fact]
    public async Task A_guest_who_guesses_behind_the_same_address_does_not_lock_a_phone_that_was_signed_in()
    {
        var operatorsPhone = new TestPhone(_app);
        Assert.Equal(HttpStatusCode.OK, await TryAsync(operatorsPhone, Pin));
        var guest = new TestPhone(_app);
        for (var i = 0; i < 6; i++)
        {
            await TryAsync(guest, WrongPin);
        }

        _app.PhoneAccess.ChangePin();

        Assert.Equal(HttpStatusCode.Unauthorized, await operatorsPhone.GetStatusAsync());
        Assert.Equal(HttpStatusCode.OK, await TryAsync(operatorsPhone, Pin));
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(guest, Pin));
    }

    [Fact]
    public async Task A_cookie_of_ones_own_making_gives_no_further_guesses_and_no_access()
    {
        var phone = new TestPhone(_app);
        for (var i = 0; i < 5; i++)
        {
            phone.Cookie = $"eventpics-phone=device{i}.signature.signature";
            Assert.Equal(HttpStatusCode.Unauthorized, await phone.GetStatusAsync());
            await TryAsync(phone, WrongPin);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(phone, Pin));
    }

    [Fact]
    public async Task Guessing_from_many_addresses_ends_after_twenty_wrong_PINs_but_known_phones_still_sign_in()
    {
        var known = new TestPhone(_app, "192.0.2.8");
        Assert.Equal(HttpStatusCode.OK, await TryAsync(known, Pin));
        var refused = 0;
        for (var i = 1; i <= 50; i++)
        {
            refused += await TryAsync(new TestPhone(_app, $"192.0.2.{100 + i}"), WrongPin) == HttpStatusCode.TooManyRequests ? 1 : 0;
        }

        Assert.Equal(30, refused);
        Assert.Equal(20, _app.PhoneAccess.RecentlyWrong);
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(new TestPhone(_app, "192.0.2.99"), Pin));
        Assert.Equal(HttpStatusCode.OK, await TryAsync(known, Pin));
    }

    [Fact]
    public async Task A_new_PIN_lets_phones_in_whose_guests_did_not_guess()
    {
        for (var i = 1; i <= 50; i++)
        {
            await TryAsync(new TestPhone(_app, $"192.0.2.{100 + i}"), WrongPin);
        }

        var guest = new TestPhone(_app, "192.0.2.99");
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(guest, Pin));
        _app.PhoneAccess.ChangePin();

        Assert.Equal(HttpStatusCode.OK, await TryAsync(guest, Pin));
    }

    [Fact]
    public async Task Switching_off_forgets_the_devices()
    {
        var known = new TestPhone(_app);
        Assert.Equal(HttpStatusCode.OK, await TryAsync(known, Pin));
        _app.PhoneAccess.SwitchOff();
        _app.PhoneAccess.SwitchOn();
        for (var i = 0; i < 5; i++)
        {
            await TryAsync(new TestPhone(_app), WrongPin);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(known, Pin));
    }

    [Theory]
    [InlineData("203.0.113.9")]
    [InlineData("::ffff:203.0.113.9")]
    [InlineData("100.64.0.1")]
    public async Task A_device_outside_the_local_network_is_rejected_even_with_the_right_PIN(string address) =>
        Assert.Equal(HttpStatusCode.Forbidden, await TryAsync(new TestPhone(_app, address), Pin));

    [Fact]
    public async Task A_phone_that_slept_is_still_signed_in_also_after_a_restart_of_the_program()
    {
        var phone = new TestPhone(_app);
        Assert.Equal(HttpStatusCode.OK, await TryAsync(phone, Pin));
        _time.Advance(TimeSpan.FromHours(9));
        Assert.Equal(HttpStatusCode.OK, await phone.GetStatusAsync());

        await _app.DisposeAsync();
        _app = await TestApp.StartAsync(_emulator, _folder, _time);

        var sameCookie = new TestPhone(_app) { Cookie = phone.Cookie };
        Assert.Equal(HttpStatusCode.OK, await sameCookie.GetStatusAsync());
    }

    [Theory]
    [InlineData("pin")]
    [InlineData("off")]
    public async Task A_new_PIN_or_switching_off_ends_sessions_and_live_events_that_are_open(string change)
    {
        var phone = new TestPhone(_app);
        Assert.Equal(HttpStatusCode.OK, await TryAsync(phone, Pin));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_app.Address, "/api/changes"));
        request.Headers.Add(TestApp.RemoteHeader, "192.0.2.77");
        request.Headers.Add("Cookie", phone.Cookie);
        using var response = await _app.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        if (change == "pin")
        {
            _app.PhoneAccess.ChangePin();
            Assert.Equal(HttpStatusCode.Unauthorized, await phone.GetStatusAsync());
        }
        else
        {
            _app.PhoneAccess.SwitchOff();
            Assert.Equal(HttpStatusCode.Forbidden, await phone.GetStatusAsync());
            _app.PhoneAccess.SwitchOn();
            Assert.Equal(HttpStatusCode.Unauthorized, await phone.GetStatusAsync());
        }

        await using var stream = await response.Content.ReadAsStreamAsync(Token);
        var end = await Record.ExceptionAsync(() => stream.CopyToAsync(Stream.Null, Token).WaitAsync(TestTimeout.Default, Token));
        Assert.IsNotType<TimeoutException>(end);
    }

    [Theory]
    [InlineData("/", "/phone/")]
    [InlineData("/queue", "/phone/queue")]
    [InlineData("/wrap-up?lang=de", "/phone/wrap-up?lang=de")]
    public async Task Each_screen_leads_a_phone_to_the_one_that_fits_its_rights(string full, string readOnly)
    {
        var phone = new TestPhone(_app);
        Assert.Equal(HttpStatusCode.OK, await TryAsync(phone, Pin));

        using var looking = await phone.GetAsync(full);
        _app.PhoneAccess.AllowChanges(true);
        using var changing = await phone.GetAsync(readOnly);

        Assert.Equal((HttpStatusCode.Redirect, readOnly), (looking.StatusCode, looking.Headers.Location?.OriginalString));
        Assert.Equal((HttpStatusCode.Redirect, full), (changing.StatusCode, changing.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("photos.example")]
    [InlineData("localhost")]
    [InlineData("192.0.2.200")]
    [InlineData("127.0.0.1.nip.io")]
    public async Task A_website_whose_name_leads_here_is_rejected_even_with_the_right_PIN(string host)
    {
        var phone = new TestPhone(_app) { Host = host };

        Assert.Equal(HttpStatusCode.Forbidden, await phone.GetStatusAsync("/pin"));
        Assert.Equal(HttpStatusCode.Forbidden, await TryAsync(phone, Pin));
        Assert.Null(phone.Cookie);
    }

    [Fact]
    public async Task The_name_of_this_computer_is_accepted_from_the_network_but_opens_nothing_without_a_PIN()
    {
        foreach (var host in new[] { Dns.GetHostName(), Dns.GetHostName().ToUpperInvariant() + ".local" })
        {
            var phone = new TestPhone(_app) { Host = host };
            Assert.Equal(HttpStatusCode.OK, await phone.GetStatusAsync("/pin"));
            Assert.Equal(HttpStatusCode.Unauthorized, await phone.GetStatusAsync());
        }
    }

    [Theory]
    [InlineData("Host", "photos.example")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    public async Task A_foreign_name_or_a_proxy_on_this_computer_does_not_count_as_the_operator(string header, string value)
    {
        using var response = await _app.GetAsync("/settings", (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("none")]
    public async Task Another_website_can_not_enter_the_PIN(string site)
    {
        var phone = new TestPhone(_app);

        using var response = await phone.SignInAsync(Pin, site);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Null(phone.Cookie);
    }

    [Fact]
    public async Task A_phone_that_may_only_look_is_rejected_every_change_until_the_operator_allows_more()
    {
        var upload = await _app.Queue.EnqueueAsync(
            new UploadRequest(_emulator.Events[0].LinkId, "a.jpg", UploadContent.FromBytes(TestImages.Jpeg(500))), Token);
        var phone = new TestPhone(_app);
        await TryAsync(phone, Pin);
        string[] actions = ["retry", "remove", "undo", "move", "pause", "resume", "probe", "anything"];
        foreach (var path in actions.SelectMany(action => new[] { $"/api/{action}", $"/phone/api/{action}" }))
        {
            using var response = await phone.ChangeAsync(path, new { ids = new[] { upload.Id } });
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.Contains("readOnly", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        using var put = await phone.SendAsync(HttpMethod.Put, "/api/pause", new { });
        Assert.Equal(HttpStatusCode.Forbidden, put.StatusCode);
        _app.PhoneAccess.AllowChanges(true);

        using var pause = await phone.ChangeAsync("/api/pause", new { });
        Assert.Equal(HttpStatusCode.OK, pause.StatusCode);
    }

    [Fact]
    public async Task Settings_are_for_the_operator_alone_also_when_phones_may_change_something()
    {
        _app.PhoneAccess.AllowChanges(true);
        var phone = new TestPhone(_app);
        await TryAsync(phone, Pin);

        Assert.Equal(HttpStatusCode.Forbidden, await phone.GetStatusAsync("/settings"));
        Assert.Equal(HttpStatusCode.Forbidden, await phone.GetStatusAsync("/app/api/phone-access"));
        using var change = await phone.ChangeAsync("/app/api/phone-access", new { newPin = true });
        Assert.Equal(HttpStatusCode.Forbidden, change.StatusCode);
    }

    [Fact]
    public async Task Another_website_in_the_operators_browser_can_not_switch_anything()
    {
        var pin = Pin;
        using var crossSite = await _app.SendAsync(
            HttpMethod.Post, "/app/api/phone-access", new { newPin = true }, ("Origin", "https://evil.example"));
        using var withoutToken = await _app.SendAsync(
            HttpMethod.Post, "/app/api/phone-access", new { newPin = true }, ("Sec-Fetch-Site", "same-origin"));

        Assert.Equal(HttpStatusCode.Forbidden, crossSite.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, withoutToken.StatusCode);
        Assert.Equal(pin, Pin);
    }

    [Fact]
    public async Task It_listens_on_the_network_only_while_it_is_switched_on()
    {
        Assert.SkipWhen(TestApp.TestLan.Find().Count == 0, "This computer is in no network.");
        var url = _app.Lan.Urls[0];
        await Eventually.TrueAsync(() => IsListeningAsync(url));
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(url, "/pin"), Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var refused = await client.GetAsync(new Uri(url, "/api/status"), Token);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        _app.PhoneAccess.SwitchOff();
        await Eventually.TrueAsync(async () => !await IsListeningAsync(url));
        using var local = await _app.GetAsync("/api/status");
        Assert.Equal(HttpStatusCode.OK, local.StatusCode);

        _app.PhoneAccess.SwitchOn();
        await Eventually.TrueAsync(() => IsListeningAsync(url));
    }

    [Fact]
    public async Task The_PIN_is_only_in_the_file_of_its_owner_and_in_no_log_line()
    {
        using var log = new LogCapture();
        await using var app = await TestApp.StartAsync(_emulator, _folder, _time, log);
        app.PhoneAccess.ChangePin();
        var phone = new TestPhone(app);
        using var wrong = await phone.SignInAsync(app.PhoneAccess.Settings.Pin == "731946" ? "731947" : "731946");
        using var right = await phone.SignInAsync(app.PhoneAccess.Settings.Pin);

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains(app.PhoneAccess.Settings.Pin, StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("731946", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.PathOf("data/phone-access.json")));
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"isOn":true,"pin":"123456","sessionSecret":"","deviceSecret":""}""")]
    public async Task A_damaged_file_means_off(string text)
    {
        await _app.DisposeAsync();
        _folder.Write("data/phone-access.json", System.Text.Encoding.UTF8.GetBytes(text));
        _app = await TestApp.StartAsync(_emulator, _folder, _time);

        Assert.False(_app.PhoneAccess.Settings.IsOn);
    }

    private static async Task<HttpStatusCode> TryAsync(TestPhone phone, string pin)
    {
        using var response = await phone.SignInAsync(pin);
        return response.StatusCode;
    }

    private static async Task<bool> IsListeningAsync(Uri url)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(url.Host, url.Port, Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
