using EventPics.Dashboard.Tests.Support;
using EventPics.Emulator;
using EventPics.Tests.Shared.Browser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace EventPics.Dashboard.Tests;

/// <summary>The report for the customer.</summary>
public sealed class ReportTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("en", "Upload report for Hochzeit", "Not uploaded: 2 of 11 photos.", "The photo is too large.", "Uploaded <span>9")]
    [InlineData("de", "Upload-Bericht für Hochzeit", "Nicht hochgeladen: 2 von 11 Fotos.", "Das Foto ist zu groß.", "Hochgeladen <span>9")]
    public async Task It_names_the_event_and_lists_the_problems_first(
        string language, string title, string conclusion, string reason, string uploaded)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(Wedding.Options, Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        await Wedding.FillAsync(app, emulator);

        using var response = await app.GetAsync("/report", ("Accept-Language", language));
        var html = await response.Content.ReadAsStringAsync(Token);

        var places = new[] { title, "Fotobox", conclusion, "Bräutigam &amp; Braut &lt;3.jpg", reason, uploaded, "IMG_2901.jpg" }
            .Select(text => html.IndexOf(text, StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain("before.jpg", html, StringComparison.Ordinal); // of another event
        Assert.DoesNotContain(_folder.PathOf(""), html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_period_is_that_of_the_photos_in_the_time_zone_of_the_computer()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        clock.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        await using var emulator = await EventPicsEmulator.StartAsync(Wedding.Options, Token);
        await using var app = await DashboardApp.StartAsync(
            emulator, _folder, services: services => services.AddSingleton<TimeProvider>(clock));
        foreach (var (name, seconds) in new[] { ("first.jpg", 1_781_976_600L), ("last.jpg", 1_781_989_200L) })
        {
            var content = UploadContent.FromBytes(TestImages.Jpeg(500, (int)seconds));
            await app.Queue.EnqueueAsync(
                new UploadRequest(Wedding.LinkId, name, content) { TakenAt = DateTimeOffset.FromUnixTimeSeconds(seconds) }, Token);
        }

        using var response = await app.GetAsync("/report?event=" + Wedding.LinkId, ("Accept-Language", "en"));

        Assert.Contains(
            "20 June 2026, 19:30 – 23:00 (Europe/Berlin, UTC+02:00)",
            System.Net.WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Token)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_one_page_that_loads_nothing_and_prints()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(Wedding.Options, Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        await Wedding.FillAsync(app, emulator);
        using var response = await app.GetAsync("/report?download=1", ("Accept-Language", "en"));
        Assert.Equal("report.html", response.Content.Headers.ContentDisposition!.FileName);
        var file = _folder.Write("report.html", await response.Content.ReadAsByteArrayAsync(Token));
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        var errors = PageErrors.Collect(page);
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url[..5]);

        await page.GotoAsync(new Uri(file).AbsoluteUri);
        var pdf = await page.PdfAsync(
            new() { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", "report.pdf"), Format = "A4" });

        Assert.All(requests, scheme => Assert.Matches("^(data:|file:)$", scheme));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.SetViewportSizeAsync(740, 1050);
        await page.ScreenshotAsync(
            new() { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", "report-print.png"), FullPage = true });

        Assert.True(pdf.AsSpan().StartsWith("%PDF"u8));
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_name_with_markup_or_right_to_left_text_is_shown_as_text()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(Wedding.Options, Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        await app.EnqueueAsync(Wedding.LinkId, "<img src=x onerror=alert(1)>.jpg");
        await app.EnqueueAsync(Wedding.LinkId, "صورة العائلة.jpg");

        using var response = await app.GetAsync("/report");
        var html = await response.Content.ReadAsStringAsync(Token);

        Assert.Contains("<bdi>&lt;img src=x onerror=alert(1)&gt;.jpg</bdi>", html, StringComparison.Ordinal);
        Assert.Contains("<bdi>صورة العائلة.jpg</bdi>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_queue_has_a_report_that_says_so()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(Wedding.Options, Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);

        using var response = await app.GetAsync("/report", ("Accept-Language", "en"));

        Assert.Contains("Nothing to report", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }
}
