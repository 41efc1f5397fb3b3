using System.Text.Json;
using EventPics.Emulator.Tests.Support;

namespace EventPics.Emulator.Tests.Gallery;

public sealed class GalleryStreamTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_all_photos_only_changes_are_sent()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var first = await uploader.GetUploadUrlAsync("first.png");
        await PutAsync(uploader, first);
        await PutAsync(uploader, await uploader.GetUploadUrlAsync("second.png"));

        using var events = await GalleryEvents.OpenAsync(uploader.Http);
        var all = await events.ReadAsync();
        await PutAsync(uploader, await uploader.GetUploadUrlAsync("third.png", albumId: null));
        var added = await events.ReadAsync();
        await PutAsync(uploader, first);
        var replaced = await events.ReadAsync();

        Assert.Equal("all", all.Type);
        Assert.Equal(
            ["second.png", "first.png"],
            all.Data.GetProperty("events")[0].GetProperty("albums")[0].GetProperty("photos").EnumerateArray().Select(Name));
        Assert.Equal("changes", added.Type);
        Assert.Equal(["third.png 1"], Changes(added.Data));
        Assert.Equal("abcd1234", added.Data[0].GetProperty("linkId").GetString());
        Assert.False(added.Data[0].TryGetProperty("albumId", out _));
        Assert.Equal(["first.png 2"], Changes(replaced.Data));
        Assert.Equal("a1", replaced.Data[0].GetProperty("albumId").GetString());
    }

    [Fact]
    public async Task A_page_that_was_disconnected_catches_up_by_its_last_event_ID()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync("seen.png");
        await PutAsync(uploader, url);
        string last;
        using (var events = await GalleryEvents.OpenAsync(uploader.Http))
        {
            last = (await events.ReadAsync()).Id;
        }

        await PutAsync(uploader, await uploader.GetUploadUrlAsync("missed.png"));
        await PutAsync(uploader, url);
        await PutAsync(uploader, url);
        using var again = await GalleryEvents.OpenAsync(uploader.Http, last);
        var missed = await again.ReadAsync();
        using var upToDate = await GalleryEvents.OpenAsync(uploader.Http, missed.Id);
        await PutAsync(uploader, await uploader.GetUploadUrlAsync("next.png"));

        Assert.Equal("changes", missed.Type);
        Assert.Equal(["missed.png 1", "seen.png 3"], Changes(missed.Data));
        Assert.Equal(["next.png 1"], Changes((await upToDate.ReadAsync()).Data));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0123456789abcdef0123456789abcdef-1")]
    [InlineData("-")]
    public async Task The_last_event_ID_of_another_run_gets_all_photos(string lastEventId)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        await PutAsync(uploader, await uploader.GetUploadUrlAsync("a.png"));

        using var events = await GalleryEvents.OpenAsync(uploader.Http, lastEventId);

        Assert.Equal("all", (await events.ReadAsync()).Type);
    }

    private static string Name(JsonElement photo) => photo.GetProperty("fileName").GetString()!;

    private static IEnumerable<string> Changes(JsonElement data) =>
        data.EnumerateArray()
            .Select(change => change.GetProperty("photo"))
            .Select(photo => $"{Name(photo)} {photo.GetProperty("version")}");

    private static async Task PutAsync(TestUploader uploader, string url)
    {
        using var response = await uploader.PutAsync(url, TestImages.Png, "image/png");
        Assert.True(response.IsSuccessStatusCode);
    }
}
