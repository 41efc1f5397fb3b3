using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using EventPics.WebBooth.Tests.Support;

namespace EventPics.WebBooth.Tests;

/// <summary>The event stream by which a page follows its photos.</summary>
public sealed class PhotoChangesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_receives_the_changes_of_its_own_photos_only()
    {
        await using var venue = await Venue.StartAsync();
        var (emulator, booth) = venue;
        emulator.Faults.Offline = true;
        using var first = await booth.PostAsync(new ByteArrayContent(TestImages.Png));
        using var second = await booth.PostAsync(new ByteArrayContent(TestImages.Gif));
        var (mine, other) = (await IdAsync(first), await IdAsync(second));
        using var response = await OpenAsync(booth, $"?id={mine}&id=unknown");
        using var both = await OpenAsync(booth, $"?id={mine}&id={other}");

        emulator.Faults.Offline = false;

        // When the one has shown both, all changes have reached the other, too.
        Assert.Equal(new HashSet<string> { mine, other }, await ReadAsync(both, [mine, other]));
        Assert.Equal(new HashSet<string> { mine }, await ReadAsync(response, [mine]));
    }

    [Theory]
    [InlineData("Booth__MaxLivePagesPerAddress")]
    [InlineData("Booth__MaxLivePages")]
    public async Task Beyond_the_limit_a_page_has_to_wait_until_another_closes(string limit)
    {
        await using var venue = await Venue.StartAsync((limit, "2"));
        var booth = venue.Booth;
        var first = await OpenAsync(booth);
        using var second = await OpenAsync(booth);
        using var third = await OpenAsync(booth);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [first.StatusCode, second.StatusCode]);
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(10)), (third.StatusCode, third.Headers.RetryAfter?.Delta));
        using var settings = await booth.Client.GetAsync(new Uri("api/booth", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.OK, settings.StatusCode); // only the streams are limited

        first.Dispose();
        await Eventually.TrueAsync(async () =>
        {
            using var again = await OpenAsync(booth);
            return again.StatusCode == HttpStatusCode.OK;
        });
    }

    private static Task<HttpResponseMessage> OpenAsync(BoothProcess booth, string query = "") => booth.Client.GetAsync(
        new Uri("api/photos/changes" + query, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Token);

    private static async Task<string> IdAsync(HttpResponseMessage stored) =>
        (await stored.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString()!;

    // Reads until all expected photos are uploaded and one more health event has come; returns every photo that appeared.
    private static async Task<HashSet<string>> ReadAsync(HttpResponseMessage response, string[] expected)
    {
        HashSet<string> seen = [], uploaded = [];
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(Token)).EnumerateAsync(Token))
        {
            if (item.EventType == "health" && uploaded.IsSupersetOf(expected))
            {
                break;
            }

            if (item.EventType == "photo")
            {
                var photo = JsonElement.Parse(item.Data);
                seen.Add(photo.GetProperty("id").GetString()!);
                if (photo.GetProperty("state").GetString() == "uploaded")
                {
                    uploaded.Add(photo.GetProperty("id").GetString()!);
                }
            }
        }

        return seen;
    }
}
