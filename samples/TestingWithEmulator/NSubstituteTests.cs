using EventPics;
using EventPics.Queue;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Xunit;

namespace TestingWithEmulator;

/// <summary>Unit tests without a network and a disk, with NSubstitute.</summary>
public class NSubstituteTests
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 0xFF, 0xD9];

    #region nsubstitute
    [Fact]
    public async Task A_guest_reads_that_the_photo_arrived()
    {
        var photo = new UploadRequest("abcd1234", "booth.jpg", UploadContent.FromBytes(Photo));
        var client = Substitute.For<EventPicsClient>();
        client.UploadAsync(photo, progress: null, Arg.Any<CancellationToken>())
            .Returns(new UploadResult("abcd1234", "booth.jpg", "image/jpeg", length: 3));

        var text = await new Kiosk(client, Substitute.For<UploadQueue>()).ShareAsync(photo);

        Assert.Equal("booth.jpg is in the album.", text);
    }

    [Fact]
    public async Task A_photo_that_may_have_arrived_is_queued_with_its_upload_URL()
    {
        var photo = new UploadRequest("abcd1234", "booth.jpg", UploadContent.FromBytes(Photo));
        var uploadUrl = new UploadUrl(new Uri("https://storage.example/1"), TimeProvider.System.GetUtcNow().AddMinutes(5));
        var (client, queue) = (Substitute.For<EventPicsClient>(), Substitute.For<UploadQueue>());
        client.UploadAsync(photo, progress: null, Arg.Any<CancellationToken>())
            .ThrowsAsync(new EventPicsException(EventPicsError.Network, "No response.", mayBeUploaded: true, uploadUrl: uploadUrl));

        await new Kiosk(client, queue).ShareAsync(photo);

        await queue.Received().EnqueueAsync(Arg.Is<UploadRequest>(queued => queued.UploadUrl == uploadUrl), Arg.Any<CancellationToken>());
    }
    #endregion

    [Fact]
    public void The_queue_raises_its_event()
    {
        var queue = Substitute.For<UploadQueue>();
        QueuedUpload? shown = null;
        queue.Changed += (_, e) => shown = e.Upload;

        #region nsubstitute-event
        var upload = new QueuedUpload { FileName = "booth.jpg", State = QueuedUploadState.Uploaded };
        queue.Changed += Raise.EventWith(queue, new QueueChangedEventArgs(upload));
        #endregion

        Assert.Same(upload, shown);
    }
}
