using EventPics.Internal.Upload;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Tests.Upload;

/// <summary>The states of the stall detector: which timeout applies when, and that a cancellation keeps its cause.</summary>
public sealed class StallDetectorTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly StallDetector _detector;

    public StallDetectorTests() => _detector = new StallDetector(
        new() { ApiKey = "key", TimeProvider = _time, StallTimeout = TimeSpan.FromSeconds(30), ResponseTimeout = TimeSpan.FromSeconds(60) },
        CancellationToken.None);

    public void Dispose() => _detector.Dispose();

    [Fact]
    public void A_body_without_progress_is_cancelled_after_the_stall_timeout()
    {
        _detector.OnBodyStarted();

        Assert.Equal(30, SecondsUntilCancelled());
        Assert.False(_detector.ResponseTimedOut);
    }

    [Fact]
    public void Progress_resets_the_stall_timeout()
    {
        _detector.OnBodyStarted();
        _time.Advance(TimeSpan.FromSeconds(29));
        _detector.OnProgress();

        Assert.Equal(30, SecondsUntilCancelled());
    }

    [Fact]
    public void A_missing_response_is_cancelled_after_the_response_timeout()
    {
        _detector.OnBodyStarted();
        _detector.OnBodyComplete();

        Assert.Equal(60, SecondsUntilCancelled());
        Assert.True(_detector.ResponseTimedOut);
    }

    [Fact]
    public void An_early_response_is_awaited_for_the_response_timeout_also_after_the_body_is_complete()
    {
        _detector.OnBodyStarted();
        _detector.OnResponseStarted();
        _detector.OnBodyComplete();

        Assert.Equal(60, SecondsUntilCancelled());
        Assert.True(_detector.ResponseTimedOut);
    }

    [Fact]
    public void A_body_that_a_handler_retries_is_under_the_stall_timeout_again()
    {
        _detector.OnBodyStarted();
        _detector.OnBodyComplete();
        _detector.OnBodyStarted();

        Assert.Equal(30, SecondsUntilCancelled());
        Assert.False(_detector.ResponseTimedOut);
    }

    [Fact]
    public void A_cancellation_keeps_its_cause_when_the_body_goes_on()
    {
        _detector.OnBodyStarted();
        SecondsUntilCancelled();

        _detector.OnBodyComplete();
        _detector.OnResponseStarted();

        Assert.True(_detector.HasFired);
        Assert.False(_detector.ResponseTimedOut);
    }

    private int SecondsUntilCancelled()
    {
        var seconds = 0;
        while (!_detector.Token.IsCancellationRequested && seconds < 1000)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            seconds++;
        }

        Assert.Equal(_detector.Token.IsCancellationRequested, _detector.HasFired);
        return seconds;
    }
}
