using EventPics.Queue.Internal;

namespace EventPics.Queue.Tests.Pacing;

public sealed class PutTrackerTests
{
    private long _moved;
    private int _allSent;

    private PutTracker Track(SendStep before = SendStep.HaveLink) => new(before, bytes => _moved += bytes, () => _allSent++);

    [Fact]
    public void Nothing_reported_is_nothing_sent()
    {
        var tracker = Track();
        tracker.Report(new UploadProgress(0, 100, 1));

        Assert.Equal((SendStep.HaveLink, false, 0L), (tracker.Step, tracker.EarlierStarted, _moved));
    }

    [Fact]
    public void Bytes_of_this_attempt_are_not_an_earlier_one_s()
    {
        var tracker = Track();
        tracker.Report(new UploadProgress(50, 100, 1));
        tracker.Report(new UploadProgress(100, 100, 1));

        Assert.Equal((SendStep.Sent, false, false, 100L, 1), (tracker.Step, tracker.EarlierStarted, tracker.EarlierSent, _moved, _allSent));
    }

    [Fact]
    public void F050_The_client_s_own_repeats_count_as_earlier_ones()
    {
        var tracker = Track();
        tracker.Report(new UploadProgress(100, 100, 1));
        tracker.Report(new UploadProgress(10, 100, 2));

        Assert.Equal((SendStep.Sent, true, true, 10L), (tracker.Step, tracker.EarlierStarted, tracker.EarlierSent, tracker.BytesSent));
    }

    [Fact]
    public void What_was_unclear_before_stays_so()
    {
        Assert.Equal((SendStep.Sent, true, true), (Track(SendStep.Sent).Step, Track(SendStep.Sent).EarlierStarted, Track(SendStep.Sent).EarlierSent));
        Assert.Equal((SendStep.Started, true, false), (Track(SendStep.Started).Step, Track(SendStep.Started).EarlierStarted, Track(SendStep.Started).EarlierSent));
    }
}
