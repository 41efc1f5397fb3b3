using System.Net;
using System.Security.Cryptography;

namespace EventPics.Emulator.Tests;

public sealed class PlainPathTests
{
    [Fact]
    public async Task A_picture_put_through_a_link_is_there()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var booth = new Booth(emulator);
        byte[] bytes = RandomNumberGenerator.GetBytes(300_000);

        using HttpResponseMessage answer = await booth.PutAsync(await booth.GetLinkAsync("Übung 1.jpg"), bytes);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"\"{Convert.ToHexStringLower(Md5(bytes))}\"", answer.Headers.ETag?.Tag);
        ReceivedPhoto photo = Assert.Single(emulator.Photos);
        Assert.Equal(bytes, photo.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), photo.Sha256);
        Assert.Equal(
            ("Sommerfest", "abcd1234", "a1", "Übung 1.jpg", "image/jpeg", 300_000L, 1, 1),
            (photo.EventTitle, photo.LinkId, photo.AlbumId, photo.FileName, photo.ContentType, photo.Length, photo.UploadUrlNumber, photo.Version));
        Assert.Equal([EmulatorOperation.UploadUrl, EmulatorOperation.Put], emulator.Requests.Select(request => request.Operation));
        Assert.Equal([200, 200], emulator.Requests.Select(request => request.Status));
    }

#pragma warning disable CA5351 // An ETag is an MD5 by the storage's definition.
    private static byte[] Md5(byte[] bytes) => MD5.HashData(bytes);
#pragma warning restore CA5351
}
