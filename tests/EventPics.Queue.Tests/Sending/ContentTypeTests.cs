using EventPics.Emulator;

namespace EventPics.Queue.Tests.Sending;

/// <summary>Upload URLs whose signature includes the content type, with the real client and the emulator.</summary>
public sealed class ContentTypeTests : IDisposable
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[100]];

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, bool, string?, string> Names => new()
    {
        { "q.jpg", true, null, "image/jpeg" }, // PNG bytes: cameras and messengers use wrong extensions.
        { "z.mov", false, null, "video/quicktime" }, // Bytes of no known format.
        { "q.jpg", true, "image/x-own", "image/jpeg" }, // The caller's own type is tried first, and rejected.
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task F046_An_upload_url_signed_for_the_content_type_of_the_file_name_gets_that_type(
        string name, bool isPng, string? given, string sent)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { SignContentType = true }, Token);
        using var client = new EventPicsClient(new EventPicsClientOptions { ApiKey = emulator.ApiKey, BaseAddress = emulator.BaseAddress });
        await using var queue =
            await UploadQueue.OpenAsync(client, new UploadQueueOptions { Folder = _folder.PathOf("queue") }, cancellationToken: Token);
        File.WriteAllBytes(_folder.PathOf(name), Png);
        var content = isPng ? UploadContent.FromFile(_folder.PathOf(name), given) : UploadContent.FromBytes(new byte[100], given);

        var upload = await queue.EnqueueAsync(new UploadRequest("abcd1234", name, content), Token);

        await queue.WaitForAsync(upload.Id, Token).WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.Equal(sent, Assert.Single(emulator.Photos).ContentType);
        Assert.Equal(given is null ? 2 : 3, emulator.Requests.Count); // One for the URL, and one PUT per type.
    }
}
