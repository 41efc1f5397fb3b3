using EventPics;
using EventPics.Queue;
using Moq;
using Xunit;

namespace TestingWithEmulator;

/// <summary>Unit tests without a network and a disk, with Moq.</summary>
public class MoqTests
{
    #region moq
    [Fact]
    public async Task A_guest_reads_that_the_photo_arrived()
    {
        var client = new Mock<EventPicsClient>();
        client.Setup(mock => mock.UploadAsync("abcd1234", "booth.jpg", null, null, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new UploadResult("abcd1234", "booth.jpg", "image/jpeg", 3));

        var text = await new Kiosk(client.Object, Mock.Of<UploadQueue>()).ShareAsync("abcd1234", "booth.jpg");

        Assert.Equal("booth.jpg is in the album.", text);
    }

    [Fact]
    public async Task Without_a_connection_the_photo_is_queued()
    {
        var (client, queue) = (new Mock<EventPicsClient>(), new Mock<UploadQueue>());
        client.Setup(mock => mock.UploadAsync("abcd1234", "booth.jpg", null, null, It.IsAny<CancellationToken>()))
            .ThrowsAsync(new EventPicsException(EventPicsError.Network, "No connection.", isTransient: true));

        await new Kiosk(client.Object, queue.Object).ShareAsync("abcd1234", "booth.jpg");

        queue.Verify(mock => mock.EnqueueAsync("abcd1234", "booth.jpg", null, It.IsAny<CancellationToken>()));
    }
    #endregion

    [Fact]
    public void The_queue_raises_its_event()
    {
        var queue = new Mock<UploadQueue>();
        QueuedUpload? shown = null;
        queue.Object.Changed += (_, e) => shown = e.Upload;

        #region moq-event
        var upload = new QueuedUpload { FileName = "booth.jpg", State = QueuedUploadState.Uploaded };
        queue.Raise(mock => mock.Changed += null, new QueueChangedEventArgs(upload));
        #endregion

        Assert.Same(upload, shown);
    }
}
