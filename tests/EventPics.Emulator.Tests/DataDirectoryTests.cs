using System.Security.Cryptography;
using EventPics.Emulator.Tests.Support;

namespace EventPics.Emulator.Tests;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Photos_are_stored_in_folders_by_event_and_album()
    {
        await using var emulator = await StartAsync();
        using var uploader = new TestUploader(emulator);
        var bytes = RandomNumberGenerator.GetBytes(200_000);

        await PutAsync(uploader, await uploader.GetUploadUrlAsync("Gäste: \"1\".jpg"), bytes);
        await PutAsync(uploader, await uploader.GetUploadUrlAsync("b.jpg", albumId: null), [2]);

        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "abcd1234", "a1", "000001 Gäste_ _1_.jpg"), Token));
        Assert.True(File.Exists(Path.Combine(_folder.Path, "abcd1234", "no album", "000002 b.jpg")));
        Assert.Equal(bytes, emulator.Photos[0].Bytes);
    }

    [Fact]
    public async Task A_replacement_leaves_one_file()
    {
        await using var emulator = await StartAsync();
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();

        await PutAsync(uploader, url, [1]);
        await PutAsync(uploader, url, [2, 2]);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "abcd1234", "a1")));
        Assert.Equal([2, 2], await File.ReadAllBytesAsync(file, Token));
    }

    [Fact]
    public async Task A_dropped_upload_leaves_no_file()
    {
        await using var emulator = await StartAsync();
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        emulator.Faults.OnPut(Fault.DropAfter(1000));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => uploader.PutAsync(url, new byte[100_000]));
        await PutAsync(uploader, url, [1]);

        Assert.Equal(
            ["000001 a.jpg", "photos.jsonl"],
            Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_restarted_emulator_shows_the_stored_photos_and_continues_their_numbers()
    {
        ReceivedPhoto before;
        await using (var emulator = await StartAsync())
        {
            using var uploader = new TestUploader(emulator);
            var url = await uploader.GetUploadUrlAsync();
            await PutAsync(uploader, url, [1]);
            await PutAsync(uploader, url, [2]);
            before = emulator.Photos[0];
        }

        await File.AppendAllTextAsync(Path.Combine(_folder.Path, "photos.jsonl"), "{\"incomplete", Token);
        await using var again = await StartAsync();
        using var other = new TestUploader(again);
        await PutAsync(other, await other.GetUploadUrlAsync("b.jpg"), [3]);

        Assert.Equal(["a.jpg", "b.jpg"], again.Photos.Select(photo => photo.FileName));
        var after = again.Photos[0];
        Assert.Equal(
            (before.Sha256, before.Version, before.ReceivedAt, before.Headers["content-type"]),
            (after.Sha256, after.Version, after.ReceivedAt, after.Headers["content-type"]));
        Assert.Equal([2], after.Bytes.ToArray());
        Assert.Equal(2, again.Photos[1].UploadUrlNumber);
    }

    [Fact]
    public async Task An_incomplete_line_does_not_corrupt_the_next()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "photos.jsonl"), "{\"incomplete", Token);
        await using (var emulator = await StartAsync())
        {
            using var uploader = new TestUploader(emulator);
            await PutAsync(uploader, await uploader.GetUploadUrlAsync(), [1]);
        }

        await using var again = await StartAsync();

        Assert.Single(again.Photos);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"linkId\":\"abcd1234\",\"fileName\":\"a.jpg\",\"uploadUrlNumber\":1,\"version\":1}")]
    [InlineData("{\"eventTitle\":\"x\",\"linkId\":\"x\",\"fileName\":\"a\",\"sha256\":\"x\",\"uploadUrlNumber\":1,\"version\":1,\"headers\":{\"a\":\"1\",\"A\":\"2\"}}")]
    public async Task A_damaged_line_is_skipped(string line)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "photos.jsonl"), line + "\n", Token);

        await using var emulator = await StartAsync();

        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task A_photo_whose_file_was_deleted_is_not_found_in_the_gallery()
    {
        await using var emulator = await StartAsync();
        using var uploader = new TestUploader(emulator);
        await PutAsync(uploader, await uploader.GetUploadUrlAsync(), [1]);
        File.Delete(Path.Combine(_folder.Path, "abcd1234", "a1", "000001 a.jpg"));

        using var response = await uploader.Http.GetAsync("gallery/photos/1", Token);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_second_emulator_can_not_use_the_same_folder()
    {
        await using var first = await StartAsync();

        await Assert.ThrowsAsync<IOException>(StartAsync);
    }

    private static async Task PutAsync(TestUploader uploader, string url, byte[] bytes)
    {
        using var response = await uploader.PutAsync(url, bytes);
        Assert.True(response.IsSuccessStatusCode);
    }

    private Task<EventPicsEmulator> StartAsync() =>
        EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { DataDirectory = _folder.Path }, Token);
}
