using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Session;

/// <summary>Photos that are moved to another destination.</summary>
public sealed class MoveTests : QueueTest
{
    [Fact]
    public async Task F071_A_photo_is_moved_and_sent_even_if_the_disk_is_full_for_its_sidecar()
    {
        await using var queue = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token);
        using (queue.Hold())
        {
            var id = (await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id;
            Directory.CreateDirectory(Path.Combine(queue.Folder, "spool", id + ".json.tmp", "a folder with the name of the file"));
            Assert.True(await queue.RerouteAsync(id, "party", null, Token));
        }

        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Contains("url party/ p1.jpg", Service.Calls);
    }
}
