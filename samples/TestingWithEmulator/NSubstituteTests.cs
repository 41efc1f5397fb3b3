using EventPics;
using EventPics.Queue;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Xunit;

namespace TestingWithEmulator;

/// <summary>Unit tests without a network and a disk, with NSubstitute.</summary>
public class NSubstituteTests
{
    #region nsubstitute
    [Fact]
    public async Task A_guest_reads_that_the_photo_arrived()
    {
        var client = Substitute.For<EventPicsClient>();
        client.UploadAsync("abcd1234", "booth.jpg", cancellationToken: Arg.Any<CancellationToken>())
            .Returns(new UploadResult("abcd1234", "booth.jpg", "image/jpeg", length: 3));

        var text = await new Kiosk(client, Substitute.For<UploadQueue>()).ShareAsync("abcd1234", "booth.jpg");

        Assert.Equal("booth.jpg is in the album.", text);
    }

    [Fact]
    public async Task Without_a_connection_the_photo_is_queued()
    {
        var (client, queue) = (Substitute.For<EventPicsClient>(), Substitute.For<UploadQueue>());
        client.UploadAsync("abcd1234", "booth.jpg", cancellationToken: Arg.Any<CancellationToken>())
            .ThrowsAsync(new EventPicsException(EventPicsError.Network, "No connection.", isTransient: true));

        await new Kiosk(client, queue).ShareAsync("abcd1234", "booth.jpg");

        await queue.Received().EnqueueAsync("abcd1234", "booth.jpg", cancellationToken: Arg.Any<CancellationToken>());
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
