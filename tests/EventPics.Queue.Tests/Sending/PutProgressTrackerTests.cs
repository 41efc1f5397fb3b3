using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Sending;

namespace EventPics.Queue.Tests.Sending;

public sealed class PutProgressTrackerTests
{
    private long _moved;
    private int _allSent;

    private PutProgressTracker Track(UploadPhase before = UploadPhase.HasUrl) => new(before, bytes => _moved += bytes, () => _allSent++);

    [Fact]
    public void Nothing_reported_is_nothing_sent()
    {
        var tracker = Track();
        tracker.Report(new UploadProgress(0, 100, 1));

        Assert.Equal((UploadPhase.HasUrl, false, 0L), (tracker.Phase, tracker.EarlierStarted, _moved));
    }

    [Fact]
    public void Bytes_of_this_attempt_are_not_those_of_an_earlier_one()
    {
        var tracker = Track();
        tracker.Report(new UploadProgress(50, 100, 1));
        tracker.Report(new UploadProgress(100, 100, 1));

        Assert.Equal(
            (UploadPhase.BodySent, false, false, 100L, 1), (tracker.Phase, tracker.EarlierStarted, tracker.EarlierSent, _moved, _allSent));
    }

    [Fact]
    public void F050_The_client_s_own_retries_count_as_earlier_attempts()
    {
        var tracker = Track();
        tracker.Report(new UploadProgress(100, 100, 1));
        tracker.Report(new UploadProgress(10, 100, 2));

        Assert.Equal(
            (UploadPhase.BodySent, true, true, 10L), (tracker.Phase, tracker.EarlierStarted, tracker.EarlierSent, tracker.BytesSent));
    }

    [Fact]
    public void What_was_unclear_before_stays_so()
    {
        Assert.Equal(
            (UploadPhase.BodySent, true, true),
            (Track(UploadPhase.BodySent).Phase, Track(UploadPhase.BodySent).EarlierStarted, Track(UploadPhase.BodySent).EarlierSent));
        Assert.Equal(
            (UploadPhase.BytesSent, true, false),
            (Track(UploadPhase.BytesSent).Phase, Track(UploadPhase.BytesSent).EarlierStarted, Track(UploadPhase.BytesSent).EarlierSent));
    }
}
