using EventPics.Emulator;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Dashboard.Tests.Support;

/// <summary>An event at its end: photos with thumbnails, one that failed, one that waits, and files that the hot folder skips.</summary>
internal static class Wedding
{
    public const string LinkId = "jana2026";
    public const string AlbumId = "photobooth";
    public const int Uploaded = 9;

    public static EventPicsEmulatorOptions Options { get; } = new()
    {
        Events =
        [
            new("Hochzeit Jana & Jörg", LinkId, [new(AlbumId, "Fotobox")]),
            new("Sommerfest", "summer26", [new("garden", "Garten")]),
        ],
    };

    public static Action<EventPicsBuilder> WithFolder(TempFolder folder)
    {
        folder.Write("prints/rehearsal.jpg", TestImages.Jpeg(500)); // cut off
        folder.Write("prints/test print.jpg", TestImages.Jpeg(600));
        folder.Write("prints/notes.txt", [1]);
        return builder => builder.AddHotFolder(hotFolder =>
        {
            hotFolder.Path = folder.PathOf("prints");
            hotFolder.LinkId = LinkId;
            hotFolder.Polling = true;
        });
    }

    public static async Task FillAsync(DashboardApp app, EventPicsEmulator emulator)
    {
        var token = TestContext.Current.CancellationToken;
        await app.EnqueueAsync("summer26", "before.jpg");
        app.Queue.Pause();
        string[] cameras = ["Canon EOS 5D.jpg", "Apple iPhone 6.jpg", "Nikon D60.jpg"];
        for (var number = 1; number < Uploaded; number++)
        {
            var photo = await File.ReadAllBytesAsync(SamplePhotos.Path(cameras[number % cameras.Length]), token);
            var enqueued = await EnqueueAsync(app, $"IMG_{2900 + number}.jpg", [.. photo, (byte)number], token);
            using var thumbnail = await app.GetAsync("/thumbnails/" + enqueued.Id); // kept from now on
        }

        await EnqueueAsync(app, "first-dance.mp4", [1, 2, 3], token);
        app.Queue.Resume();
        await app.Queue.WaitUntilIdleAsync(token);
        await app.GetJsonAsync("/api/events"); // The titles are known before the network is gone.
        emulator.Faults.OnPut(Fault.Status(413));
        var failed = await EnqueueAsync(app, "Bräutigam & Braut <3.jpg", TestImages.Jpeg(3_400_000, 1), token);
        await app.Queue.WaitForAsync(failed.Id, token);
        emulator.Faults.Offline = true;
        await EnqueueAsync(app, "last one.jpg", TestImages.Jpeg(2_100_000, 2), token);
        await Eventually.TrueAsync(async () => (await app.Queue.GetStatusAsync()).Health == QueueHealth.Offline);
    }

    private static Task<QueuedUpload> EnqueueAsync(DashboardApp app, string name, byte[] bytes, CancellationToken token) =>
        app.Queue.EnqueueAsync(new UploadRequest(LinkId, name, UploadContent.FromBytes(bytes)) { AlbumId = AlbumId }, token);
}
