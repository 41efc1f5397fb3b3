using System.Net;
using EventPics.Dashboard.Tests.Support;
using EventPics.Emulator;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EventPics.Dashboard.Tests;

/// <summary>Who may see the pages, over plain HTTP.</summary>
public sealed class AccessTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:5000")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:5000")]
    public async Task A_browser_on_this_computer_gets_the_page(string host)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);

        using var response = await app.GetAsync("", ("Host", host));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("dashboard.js", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host", "photos.example")]
    [InlineData("Host", "localhost.photos.example")]
    [InlineData("Host", "127.0.0.1.nip.io")]
    [InlineData("Host", "192.168.1.2")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("x-forwarded-proto", "https")]
    [InlineData("X-Original-For", "127.0.0.1:80")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("X-Real-IP", "203.0.113.7")]
    public async Task Without_authorization_a_foreign_host_or_a_proxy_is_rejected_with_advice(string header, string value)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);

        string[] paths = ["", "/api/uploads", "/api/status", "/api/changes", "/api/token", "/assets/dashboard.js", "/thumbnails/x"];
        foreach (var path in paths)
        {
            using var response = await app.GetAsync(path, (header, value));
            var body = await response.Content.ReadAsStringAsync(Token);

            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.Contains("RequireAuthorization()", body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("::ffff:192.0.2.7")]
    [InlineData(null)]
    public async Task Without_authorization_another_computer_is_rejected_whatever_host_it_sends(string? address)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder, map: app =>
        {
            app.Use((context, next) =>
            {
                context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
                return next(context);
            });
            app.MapEventPicsDashboard(DashboardApp.Path);
        });

        using var response = await app.GetAsync("/api/uploads", ("Host", "localhost"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task An_open_CORS_policy_of_the_application_does_not_open_the_dashboard()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(
            emulator,
            _folder,
            services: services => services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin())),
            map: app =>
            {
                app.UseCors();
                app.MapEventPicsDashboard(DashboardApp.Path);
            });

        using var response = await app.GetAsync("/api/uploads", ("Origin", "https://evil.example"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("crossSite", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_path_may_end_like_a_screen()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(
            emulator, _folder, map: app => app.MapEventPicsDashboard(DashboardApp.Path + "/today"));

        using var response = await app.GetAsync("/today");

        var page = await response.Content.ReadAsStringAsync(Token);
        Assert.Contains($"{DashboardApp.Path}/today/assets/dashboard.js", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rejection_is_in_German_for_a_German_browser()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);

        using var response = await app.GetAsync("", ("Host", "photos.example"), ("Accept-Language", "de-DE,en;q=0.5"));

        Assert.Contains("verlangen Sie eine Anmeldung", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_authorization_any_host_and_proxy_is_served_once_the_application_has_let_the_request_in()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await StartWithAuthorizationAsync(emulator, dashboard => dashboard.RequireAuthorization());

        using var stranger = await app.GetAsync("/api/status");
        using var member = await app.GetAsync(
            "/api/status", ("X-User", "jana"), ("Host", "photos.example"), ("X-Forwarded-For", "203.0.113.7"));

        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal(HttpStatusCode.OK, member.StatusCode);
    }

    [Fact]
    public async Task Allowing_anonymous_users_does_not_open_the_pages_to_other_computers()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await StartWithAuthorizationAsync(emulator, dashboard => dashboard.RequireAuthorization().AllowAnonymous());

        using var here = await app.GetAsync("/api/status");
        using var elsewhere = await app.GetAsync("/api/status", ("Host", "photos.example"));

        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
    }

    [Fact]
    public async Task A_page_loads_nothing_from_elsewhere_and_is_not_framed()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);

        using var response = await app.GetAsync();

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Neither_the_API_key_nor_an_upload_URL_nor_a_path_of_the_server_is_in_any_response()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        var source = _folder.Write("secret place/photo.jpg", TestImages.Jpeg(5000));
        emulator.Faults.OnPut(Fault.Status(503));
        await app.Queue.EnqueueAsync(emulator.Events[0].LinkId, source, cancellationToken: Token);
        await emulator.WaitForPhotosAsync(1, Token);

        foreach (var path in new[] { "", "/api/uploads", "/api/status", "/api/events", "/api/token" })
        {
            using var response = await app.GetAsync(path);
            var body = await response.Content.ReadAsStringAsync(Token);

            Assert.DoesNotContain(emulator.ApiKey, body, StringComparison.Ordinal);
            Assert.DoesNotContain("Signature", body, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("secret place", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Titles_and_names_with_markup_do_not_end_the_page_or_its_settings()
    {
        const string Markup = "</script><script>alert(1)</script>";
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder, options => options.Title = Markup);

        using var response = await app.GetAsync("?account=" + Uri.EscapeDataString(""));
        var page = await response.Content.ReadAsStringAsync(Token);

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("</script>").Length - 1);
    }

    private Task<DashboardApp> StartWithAuthorizationAsync(EventPicsEmulator emulator, Action<IEndpointConventionBuilder> protect) =>
        DashboardApp.StartAsync(
            emulator,
            _folder,
            services: services =>
            {
                services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, Support.HeaderAuthentication>("Test", configureOptions: null);
                services.AddAuthorization();
            },
            map: app =>
            {
                app.UseAuthentication();
                app.UseAuthorization();
                protect(app.MapEventPicsDashboard(DashboardApp.Path));
            });
}
