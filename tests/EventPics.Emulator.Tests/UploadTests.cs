using System.Net;
using System.Security.Cryptography;
using EventPics.Emulator.Tests.Support;

namespace EventPics.Emulator.Tests;

public sealed class UploadTests
{
    [Fact]
    public async Task An_uploaded_photo_is_stored()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var uploader = new TestUploader(emulator);
        var bytes = RandomNumberGenerator.GetBytes(300_000);

        using var response = await uploader.PutAsync(await uploader.GetUploadUrlAsync("Übung 1.jpg"), bytes);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"\"{Convert.ToHexStringLower(Md5(bytes))}\"", response.Headers.ETag?.Tag);
        var photo = Assert.Single(emulator.Photos);
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
