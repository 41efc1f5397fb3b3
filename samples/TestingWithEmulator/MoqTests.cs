using EventPics;
using EventPics.Queue;
using Moq;
using Xunit;

namespace TestingWithEmulator;

/// <summary>Unit tests without a network and a disk, with Moq.</summary>
public class MoqTests
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 0xFF, 0xD9];

    #region moq
    [Fact]
    public async Task A_guest_reads_that_the_photo_arrived()
    {
        var photo = new UploadRequest("abcd1234", "booth.jpg", UploadContent.FromBytes(Photo));
        var client = new Mock<EventPicsClient>();
        client.Setup(mock => mock.UploadAsync(photo, null, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new UploadResult("abcd1234", "booth.jpg", "image/jpeg", 3));

        var text = await new Kiosk(client.Object, Mock.Of<UploadQueue>()).ShareAsync(photo);

        Assert.Equal("booth.jpg is in the album.", text);
    }

    [Fact]
    public async Task A_photo_that_may_have_arrived_is_queued_with_its_upload_URL()
    {
        var photo = new UploadRequest("abcd1234", "booth.jpg", UploadContent.FromBytes(Photo));
        var uploadUrl = new UploadUrl(new Uri("https://storage.example/1"), TimeProvider.System.GetUtcNow().AddMinutes(5));
        var (client, queue) = (new Mock<EventPicsClient>(), new Mock<UploadQueue>());
        client.Setup(mock => mock.UploadAsync(photo, null, It.IsAny<CancellationToken>()))
            .ThrowsAsync(new EventPicsException(EventPicsError.Network, "No response.", mayBeUploaded: true, uploadUrl: uploadUrl));

        await new Kiosk(client.Object, queue.Object).ShareAsync(photo);

        queue.Verify(mock => mock.EnqueueAsync(
            It.Is<UploadRequest>(queued => queued.UploadUrl == uploadUrl), It.IsAny<CancellationToken>()));
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
