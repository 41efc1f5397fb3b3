using System.Text.Json;
using EventPics.Dashboard.Tests.Support;
using EventPics.Emulator;

namespace EventPics.Dashboard.Tests;

/// <summary>The list of photos, page by page.</summary>
public sealed class PageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_5000_photos_one_page_is_sent_at_a_time_and_following_the_pages_finds_each_once()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        app.Queue.Pause();
        await app.EnqueueManyAsync(emulator.Events[0].LinkId, 5000);

        var first = await app.GetJsonAsync("/api/uploads");
        Assert.Equal(60, Names(first).Count);

        var names = new List<string>();
        var continuation = "";
        do
        {
            var page = await app.GetJsonAsync($"/api/uploads?limit=100000&continuation={Uri.EscapeDataString(continuation)}");
            Assert.InRange(Names(page).Count, 0, 200);
            names.AddRange(Names(page));
            continuation = page.GetProperty("continuation").GetString();
        }
        while (continuation is not null);

        Assert.Equal(5000, names.Distinct().Count());
        Assert.Equal(5000, names.Count);
    }

    private static List<string> Names(JsonElement page) =>
        [.. page.GetProperty("uploads").EnumerateArray().Select(upload => upload.GetProperty("fileName").GetString()!)];
}
