using System.Net;
using EventPics.Dashboard.Tests.Support;
using EventPics.Emulator;

namespace EventPics.Dashboard.Tests;

/// <summary>Thumbnails from photos of any content, over plain HTTP.</summary>
public sealed class ThumbnailTests : IDisposable
{
    private const int MaxSize = 30 * 1024;

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[]> Hostile
    {
        get
        {
            var thumbnail = ExifPhoto.Thumbnail(2000);
            var photo = ExifPhoto.Create(thumbnail);
            return new()
            {
                { "nothing but the start", [0xFF, 0xD8] },
                { "cut off in the segment's header", photo[..5] },
                { "cut off in the directories", photo[..40] },
                { "cut off in the thumbnail", photo[..1000] },
                { "a segment longer than the photo", [0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF, .. "Exif\0\0MM"u8] },
                { "a segment shorter than its own length", [0xFF, 0xD8, 0xFF, 0xE1, 0, 1, .. photo[6..]] },
                { "a thumbnail that begins beyond the end", ExifPhoto.Create(thumbnail, offset: 60_000) },
                { "a thumbnail that ends beyond the end", ExifPhoto.Create(thumbnail, length: 2001) },
                { "a thumbnail of 390 KB", ExifPhoto.Create(thumbnail, length: 390 * 1024) },
                { "a thumbnail before the beginning", ExifPhoto.Create(thumbnail, offset: uint.MaxValue) },
                { "a thumbnail of negative length", ExifPhoto.Create(thumbnail, length: uint.MaxValue) },
                { "an empty thumbnail", ExifPhoto.Create(thumbnail, length: 0) },
                { "a thumbnail that is one byte too large", ExifPhoto.Create(ExifPhoto.Thumbnail(MaxSize + 1)) },
                { "a thumbnail that is a web page", ExifPhoto.Create([.. "<!DOCTYPE html><script>alert(1)</script>"u8]) },
                { "directories that lead to themselves", [.. photo[..34], 0, 0, 0, 8, .. photo[38..]] },
            };
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_photo_with_damaged_or_hostile_metadata_has_no_thumbnail(string what, byte[] photo)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        app.Queue.Pause();
        var upload = await app.EnqueueAsync(emulator.Events[0].LinkId, what + ".jpg", photo);

        using var response = await app.GetAsync("/thumbnails/" + upload.Id);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Token));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(6, 6)]
    [InlineData(8, 8)]
    [InlineData(9, 1)]
    [InlineData(65535, 1)]
    public async Task A_thumbnail_gets_the_orientation_of_its_photo(int orientation, byte expected)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        app.Queue.Pause();
        var thumbnail = ExifPhoto.Thumbnail(MaxSize);
        var photo = ExifPhoto.Create(thumbnail, orientation: (ushort)orientation);
        var upload = await app.EnqueueAsync(emulator.Events[0].LinkId, "photo.jpg", photo);

        using var response = await app.GetAsync("/thumbnails/" + upload.Id);
        var bytes = await response.Content.ReadAsByteArrayAsync(Token);

        Assert.Equal("image/jpeg", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal([0xFF, 0xD8, 0xFF, 0xE1, 0, 34], bytes[..6]);
        Assert.Equal([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, expected], bytes[22..32]);
        Assert.Equal(thumbnail[2..], bytes[38..]);
    }

    [Fact]
    public async Task Once_a_page_is_open_photos_that_are_uploaded_at_once_have_thumbnails_too()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        using var page = await app.GetAsync();
        var number = 0;

        // The queue deletes its copy of an uploaded photo, which may be faster for one, but not for each.
        await Eventually.TrueAsync(async () =>
        {
            var photo = ExifPhoto.Create(ExifPhoto.Thumbnail(1000 + number++));
            var upload = await app.EnqueueAsync(emulator.Events[0].LinkId, $"{number}.jpg", photo);
            await app.Queue.WaitForAsync(upload.Id, Token);
            using var response = await app.GetAsync("/thumbnails/" + upload.Id);
            return response.StatusCode == HttpStatusCode.OK;
        });
    }
}
