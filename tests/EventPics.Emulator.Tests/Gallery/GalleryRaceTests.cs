using EventPics.Emulator.Internal;
using EventPics.Emulator.Internal.Gallery;
using EventPics.Emulator.Internal.Photos;
using EventPics.Emulator.Internal.Server;
using EventPics.Emulator.Internal.Wire;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Tests.Gallery;

public sealed class GalleryRaceTests
{
    [Fact]
    public async Task A_photo_replaced_while_it_is_being_opened_is_served_in_its_new_version()
    {
        var settings = EmulatorSettings.From(new EventPicsEmulatorOptions());
        using var store = new MemoryPhotoBytesStore();
        var changes = new ChangeSignal();
        var photos = new PhotoStore(store, changes);
        var info = new PhotoInfo(
            "Party", "abcd1234", null, "a.jpg", null, "image/jpeg", 1, "", UploadUrlNumber: 1, Version: 1, DateTimeOffset.UnixEpoch,
            new Dictionary<string, string>());
        photos.Store(info, new Writer(new FakePhoto(() =>
        {
            photos.Store(info, new Writer(new FakePhoto(() => new MemoryStream([2]))));
            throw new FileNotFoundException();
        })));
        var context = new DefaultHttpContext { RequestServices = new LoggerServices() };
        context.Request.Method = "GET";
        using var body = new MemoryStream();
        context.Response.Body = body;

        Assert.True(await new GalleryPages(settings, photos, changes).TryHandleAsync(context, "/gallery/photos/1"));

        Assert.Equal(200, context.Response.StatusCode);
        Assert.Equal([2], body.ToArray());
    }

    private sealed class Writer(IPhotoBytes photo) : PhotoWriter
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public override IPhotoBytes Commit(PhotoInfo info) => photo;

        public override void Dispose()
        {
        }
    }

    private sealed class FakePhoto(Func<Stream> open) : IPhotoBytes
    {
        public Stream OpenRead() => open();

        public ReadOnlyMemory<byte> Read() => throw new NotSupportedException();

        public void Delete()
        {
        }
    }
}
