using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EventPics.WebBooth.Tests.Support;

namespace EventPics.WebBooth.Tests;

public sealed class PhotoEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_of_20_MB_is_rejected_with_its_limit()
    {
        await using var venue = await Venue.StartAsync();
        var booth = venue.Booth;

        using var announced = await booth.PostAsync(new ByteArrayContent(TestImages.Jpeg(20 * 1024 * 1024)));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "tooLarge", "Files may be up to 15 MB."), await ProblemAsync(announced));
        using var chunked = await booth.PostAsync(new ChunkedContent(TestImages.Jpeg(16 * 1024 * 1024)));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "tooLarge", "Files may be up to 15 MB."), await ProblemAsync(chunked));
        Assert.Empty(Directory.GetFiles(Path.Combine(venue.Folder.Path, "incoming")));
    }

    [Fact]
    public async Task What_is_no_photo_or_is_cut_short_is_rejected()
    {
        await using var venue = await Venue.StartAsync();
        var booth = venue.Booth;

        using var text = await booth.PostAsync(new ByteArrayContent("<html>"u8.ToArray()));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "notAPhoto", "The file is neither a photo nor a video."), await ProblemAsync(text));
        using var cut = await booth.PostAsync(new ByteArrayContent(TestImages.Png[..40]));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "cutShort"), ((await ProblemAsync(cut)).Status, (await ProblemAsync(cut)).Reason));
        using var empty = await booth.PostAsync(new ByteArrayContent([]));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "notAPhoto"), ((await ProblemAsync(empty)).Status, (await ProblemAsync(empty)).Reason));
        Assert.Empty(Directory.GetFiles(Path.Combine(venue.Folder.Path, "incoming")));
    }

    [Theory]
    [InlineData("\u202Egpj.exe")]
    [InlineData("..")]
    [InlineData("   ")]
    public async Task A_name_that_the_service_would_reject_fails_no_photo(string name)
    {
        await using var venue = await Venue.StartAsync();
        var (emulator, booth) = venue;

        using var stored = await booth.PostAsync(new ByteArrayContent(TestImages.Png), name);

        Assert.Equal(HttpStatusCode.Accepted, stored.StatusCode);
        await emulator.WaitForPhotosAsync(1, Token);
        Assert.Equal("photo.jpg", Assert.Single(emulator.Photos).FileName);
    }

    [Fact]
    public async Task It_goes_on_after_its_folder_was_deleted()
    {
        await using var venue = await Venue.StartAsync();
        var booth = venue.Booth;
        using var first = await booth.PostAsync(new ByteArrayContent(TestImages.Gif));
        Directory.Delete(Path.Combine(venue.Folder.Path, "incoming"));

        for (var i = 0; i < 6; i++)
        {
            using var stored = await booth.PostAsync(new ByteArrayContent(TestImages.Png));
            Assert.Equal(HttpStatusCode.Accepted, stored.StatusCode);
        }
    }

    [Fact]
    public async Task Slow_phones_do_not_keep_others_waiting()
    {
        await using var venue = await Venue.StartAsync();
        var booth = venue.Booth;
        var end = new TaskCompletionSource();

        // As a browser does. First visits side by side would each get a cookie, and the last one would invalidate the others' tokens.
        using var page = await booth.Client.GetAsync(new Uri("api/booth", UriKind.Relative), Token);
        Task<HttpResponseMessage>[] slow = [.. Enumerable.Range(0, 10).Select(i => booth.PostAsync(new SlowContent(TestImages.Png, end.Task), $"{i}.png"))];
        var incoming = new DirectoryInfo(Path.Combine(venue.Folder.Path, "incoming"));
        await Eventually.TrueAsync(() => Directory.Exists(incoming.FullName) && incoming.GetFiles().Length == slow.Length);

        using var quick = await booth.PostAsync(new ByteArrayContent(TestImages.Gif)).WaitAsync(TestTimeout.Default, Token);
        end.SetResult();

        Assert.Equal(HttpStatusCode.Accepted, quick.StatusCode);
        Assert.All(await Task.WhenAll(slow), response => Assert.Equal(HttpStatusCode.Accepted, response.StatusCode));
    }

    [Fact]
    public async Task Only_the_booth_s_own_pages_may_send()
    {
        await using var venue = await Venue.StartAsync();
        var booth = venue.Booth;

        using var response = await booth.Client.PostAsync(new Uri("api/photos", UriKind.Relative), new ByteArrayContent(TestImages.Png), Token);

        Assert.Equal((HttpStatusCode.BadRequest, "outdatedPage", "The page is out of date. Reload it."), await ProblemAsync(response));
    }

    [Fact]
    public async Task Every_answer_forbids_foreign_scripts()
    {
        await using var venue = await Venue.StartAsync();
        var (emulator, booth) = venue;

        foreach (var path in new[] { "", "guests.html", "booth.js", "api/booth", "nothing-here" })
        {
            using var response = await booth.Client.GetAsync(new Uri(path, UriKind.Relative), Token);
            Assert.StartsWith("default-src 'none'; script-src 'self';", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.DoesNotContain(emulator.ApiKey, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Too_many_photos_from_one_address_have_to_wait()
    {
        await using var venue = await Venue.StartAsync();
        var booth = venue.Booth;

        HttpResponseMessage? refused = null;
        for (var i = 0; i < 1000 && refused is null; i++)
        {
            var response = await booth.Client.PostAsync(new Uri("api/photos", UriKind.Relative), content: null, Token);
            refused = response.StatusCode == HttpStatusCode.TooManyRequests ? response : null;
        }

        Assert.NotNull(refused?.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_event_s_titles_come_from_the_service_and_its_failure_is_a_problem_document()
    {
        await using var venue = await Venue.StartAsync();
        var (emulator, booth) = venue;
        await using var rejected = await BoothProcess.StartAsync(emulator, new TempFolder(venue.Folder.Path), null, ("EventPics__ApiKey", "rejected-key-123"));

        var found = await booth.Client.GetFromJsonAsync<JsonElement>("api/event", Token);
        using var failure = await rejected.Client.GetAsync(new Uri("api/event", UriKind.Relative), Token);

        Assert.Equal(emulator.Events[0].Title, found.GetProperty("title").GetString());
        Assert.Equal(HttpStatusCode.BadGateway, failure.StatusCode);
        Assert.Single(failure.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal("ApiKeyRejected", (await failure.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("title").GetString());
    }

    private static async Task<(HttpStatusCode Status, string? Reason, string? Detail)> ProblemAsync(HttpResponseMessage response)
    {
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync(Token));
        return (response.StatusCode, problem.GetProperty("reason").GetString(), problem.GetProperty("detail").GetString());
    }

    /// <summary>A body that pauses after its first byte.</summary>
    private sealed class SlowContent(byte[] bytes, Task end) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, 1));
            await stream.FlushAsync();
            await end;
            await stream.WriteAsync(bytes.AsMemory(1));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }

    /// <summary>A body whose length the server does not know in advance.</summary>
    private sealed class ChunkedContent(byte[] bytes) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
