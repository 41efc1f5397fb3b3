using EventPics.Emulator;
using EventPics.WebBooth.Tests.Support;

namespace EventPics.WebBooth.Tests;

public sealed class StartTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task In_development_with_nothing_set_it_starts_the_emulator_and_prints_the_addresses()
    {
        await using var booth = BoothProcess.Start(new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Booth__Folder"] = _folder.Path });
        await booth.WaitUntilStartedAsync();

        await Eventually.TrueAsync(() => booth.Output.Contains("see them at http://", StringComparison.Ordinal));
        Assert.Contains($"The booth is at {booth.Address.AbsoluteUri.TrimEnd('/')}", booth.Output, StringComparison.Ordinal);
        using var posted = await booth.PostAsync(new ByteArrayContent(TestImages.Png), "first.png");
        Assert.Equal(System.Net.HttpStatusCode.Accepted, posted.StatusCode);
    }

    [Fact]
    public async Task The_staff_page_shows_the_queue_on_the_booths_computer_only()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var booth = await BoothProcess.StartAsync(emulator, _folder);
        using var posted = await booth.PostAsync(new ByteArrayContent(TestImages.Png), "first.png");
        await emulator.WaitForPhotosAsync(1, TestContext.Current.CancellationToken);
        var path = new Uri("staff/api/uploads", UriKind.Relative);

        Assert.Contains("first.png", await booth.Client.GetStringAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("<title>Photo booth</title>", await booth.Client.GetStringAsync(new Uri("staff", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "booth.example" } };
        using var refused = await booth.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task The_staff_pages_keep_their_own_headers()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var booth = await BoothProcess.StartAsync(emulator, _folder);

        using var response = await booth.Client.GetAsync(new Uri("staff", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Contains("img-src 'self';", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Single(response.Headers.GetValues("Permissions-Policy"));
    }

    [Fact]
    public async Task In_production_with_nothing_set_it_says_all_that_is_missing()
    {
        await using var booth = BoothProcess.Start(new() { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Booth__Folder"] = _folder.Path });

        Assert.NotEqual(0, await booth.WaitForExitAsync());
        Assert.Contains("Booth:LinkId is missing", booth.Output, StringComparison.Ordinal);
        Assert.Contains("EventPics:ApiKey is missing", booth.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_is_none_stops_the_start()
    {
        await using var booth = BoothProcess.Start(new()
        {
            ["EventPics__ApiKey"] = "key-1234567890",
            ["Booth__LinkId"] = "my event",
            ["Booth__AlbumId"] = "",
            ["Booth__Folder"] = _folder.Path,
        });

        Assert.NotEqual(0, await booth.WaitForExitAsync());
        Assert.Contains("Booth:LinkId is not an id.", booth.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Booth:AlbumId", booth.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_stops_at_once_although_pages_are_open()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using var venue = await Venue.StartAsync();
        var booth = venue.Booth;
        using var changes = await booth.Client.GetStreamAsync(new Uri("api/photos/changes", UriKind.Relative), TestContext.Current.CancellationToken)
            .WaitAsync(TestTimeout.Default, TestContext.Current.CancellationToken);

        booth.Terminate();

        Assert.Equal(0, await booth.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken));
        Assert.DoesNotContain("Exception", booth.Output, StringComparison.Ordinal);
    }
}
