using System.Security.Cryptography;

namespace EventPics.Emulator.Tests;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("eventpics-emulator-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Pictures_lie_in_folders_by_event_and_album()
    {
        await using EventPicsEmulator emulator = await StartAsync();
        using var booth = new Booth(emulator);
        byte[] bytes = RandomNumberGenerator.GetBytes(200_000);

        await PutAsync(booth, await booth.GetLinkAsync("Gäste: \"1\".jpg"), bytes);
        await PutAsync(booth, await booth.GetLinkAsync("b.jpg", albumId: null), [2]);

        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(_directory, "abcd1234", "a1", "000001 Gäste_ _1_.jpg"), Token));
        Assert.True(File.Exists(Path.Combine(_directory, "abcd1234", "no album", "000002 b.jpg")));
        Assert.Equal(bytes, emulator.Photos[0].Bytes);
    }

    [Fact]
    public async Task A_replacement_leaves_one_file()
    {
        await using EventPicsEmulator emulator = await StartAsync();
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();

        await PutAsync(booth, link, [1]);
        await PutAsync(booth, link, [2, 2]);

        string file = Assert.Single(Directory.GetFiles(Path.Combine(_directory, "abcd1234", "a1")));
        Assert.Equal([2, 2], await File.ReadAllBytesAsync(file, Token));
    }

    [Fact]
    public async Task A_dropped_upload_leaves_nothing()
    {
        await using EventPicsEmulator emulator = await StartAsync();
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.DropAfter(1000));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => booth.PutAsync(link, new byte[100_000]));
        await PutAsync(booth, link, [1]);

        Assert.Equal(
            ["000001 a.jpg", "photos.jsonl"],
            Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_restarted_emulator_shows_what_it_had_and_numbers_on()
    {
        ReceivedPhoto before;
        await using (EventPicsEmulator emulator = await StartAsync())
        {
            using var booth = new Booth(emulator);
            string link = await booth.GetLinkAsync();
            await PutAsync(booth, link, [1]);
            await PutAsync(booth, link, [2]);
            before = emulator.Photos[0];
        }

        await File.AppendAllTextAsync(Path.Combine(_directory, "photos.jsonl"), "{\"torn", Token);
        await using EventPicsEmulator again = await StartAsync();
        using var other = new Booth(again);
        await PutAsync(other, await other.GetLinkAsync("b.jpg"), [3]);

        Assert.Equal(["a.jpg", "b.jpg"], again.Photos.Select(photo => photo.FileName));
        ReceivedPhoto after = again.Photos[0];
        Assert.Equal(
            (before.Sha256, before.Version, before.ReceivedAt, before.Headers["content-type"]),
            (after.Sha256, after.Version, after.ReceivedAt, after.Headers["content-type"]));
        Assert.Equal([2], after.Bytes.ToArray());
        Assert.Equal(2, again.Photos[1].UploadUrlNumber);
    }

    [Fact]
    public async Task A_torn_line_does_not_swallow_the_next()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "photos.jsonl"), "{\"torn", Token);
        await using (EventPicsEmulator emulator = await StartAsync())
        {
            using var booth = new Booth(emulator);
            await PutAsync(booth, await booth.GetLinkAsync(), [1]);
        }

        await using EventPicsEmulator again = await StartAsync();

        Assert.Single(again.Photos);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"linkId\":\"abcd1234\",\"fileName\":\"a.jpg\",\"linkNumber\":1,\"version\":1}")]
    [InlineData("{\"eventTitle\":\"x\",\"linkId\":\"x\",\"fileName\":\"a\",\"sha256\":\"x\",\"linkNumber\":1,\"version\":1,\"headers\":{\"a\":\"1\",\"A\":\"2\"}}")]
    public async Task A_damaged_line_is_left_out(string line)
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "photos.jsonl"), line + "\n", Token);

        await using EventPicsEmulator emulator = await StartAsync();

        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task A_picture_whose_file_is_gone_is_not_found_in_the_gallery()
    {
        await using EventPicsEmulator emulator = await StartAsync();
        using var booth = new Booth(emulator);
        await PutAsync(booth, await booth.GetLinkAsync(), [1]);
        File.Delete(Path.Combine(_directory, "abcd1234", "a1", "000001 a.jpg"));

        using HttpResponseMessage response = await booth.Http.GetAsync("gallery/photos/1", Token);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_second_emulator_on_the_folder_is_refused()
    {
        await using EventPicsEmulator first = await StartAsync();

        await Assert.ThrowsAsync<IOException>(StartAsync);
    }

    private static async Task PutAsync(Booth booth, string link, byte[] bytes)
    {
        using HttpResponseMessage response = await booth.PutAsync(link, bytes);
        Assert.True(response.IsSuccessStatusCode);
    }

    private Task<EventPicsEmulator> StartAsync() =>
        EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { DataDirectory = _directory }, Token);
}
