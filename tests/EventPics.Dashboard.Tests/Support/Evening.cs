using System.Text;
using EventPics.Emulator;
using EventPics.Queue;

namespace EventPics.Dashboard.Tests.Support;

/// <summary>A queue as it looks in the middle of an evening: some photos uploaded, one failed, others waiting for the network.</summary>
internal static class Evening
{
    public const int Photos = 9;

    public static async Task FillAsync(DashboardApp app, EventPicsEmulator emulator)
    {
        var linkId = emulator.Events[0].LinkId;
        string[] uploaded =
        [
            "20260620_211508_booth.jpg",
            "a very long name of a photo that does not fit on a tile, as scanners write them.jpg",
            "boomerang.gif",
        ];
        foreach (var name in uploaded)
        {
            await app.EnqueueAsync(linkId, name);
        }

        await app.Queue.WaitUntilIdleAsync(TestContext.Current.CancellationToken);
        await app.GetJsonAsync("/api/events"); // The titles are known before the network is gone.
        emulator.Faults.OnPut(Fault.Status(413));
        var failed = await app.EnqueueAsync(linkId, "refused.jpg");
        await app.Queue.WaitForAsync(failed.Id, TestContext.Current.CancellationToken);
        emulator.Faults.Offline = true;
        foreach (var name in new[] { "Bräutigam & Braut.jpg", "group.jpg", "first-dance.mp4", "IMG_2927.HEIC" })
        {
            var isPhoto = name.EndsWith(".jpg", StringComparison.Ordinal);
            await app.EnqueueAsync(linkId, name, isPhoto ? null : [1, 2, 3, .. Encoding.UTF8.GetBytes(name)]);
        }

        await app.EnqueueAsync(linkId, "camera.jpg", await PhotoAsync());
        await Eventually.TrueAsync(async () => (await app.Queue.GetStatusAsync()).Health == QueueHealth.Offline);
    }

    private static Task<byte[]> PhotoAsync() =>
        File.ReadAllBytesAsync(SamplePhotos.Path("Canon EOS 5D.jpg"), TestContext.Current.CancellationToken);
}
