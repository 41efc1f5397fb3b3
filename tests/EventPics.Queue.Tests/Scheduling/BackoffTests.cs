using EventPics.Queue.Internal.Scheduling;

namespace EventPics.Queue.Tests.Scheduling;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(9, 256)]
    [InlineData(10, 300)]
    [InlineData(1_000_000, 300)]
    public void F034_The_backoff_of_a_photo_doubles_up_to_five_minutes(int failures, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.ForPhoto(failures, 1, wasStarted: false));
        Assert.Equal(TimeSpan.FromSeconds(seconds / 2.0), Backoff.ForPhoto(failures, 0.5, wasStarted: false));
        Assert.Equal(TimeSpan.Zero, Backoff.ForPhoto(failures, 0, wasStarted: false));
    }

    [Fact]
    public void The_same_object_is_written_at_most_once_a_second() =>
        Assert.Equal(TimeSpan.FromSeconds(1.5), Backoff.ForPhoto(1, 0, wasStarted: true));

    [Theory]
    [InlineData(EventPicsError.Network, 0, 5, 5)]
    [InlineData(EventPicsError.Network, 119, 5, 5)]
    [InlineData(EventPicsError.Network, 124, 60, 60)]
    [InlineData(EventPicsError.CaptivePortal, 60, 10, 10)]
    [InlineData(EventPicsError.UntrustedConnection, 60, 60, 60)]
    [InlineData(EventPicsError.ApiKeyRejected, 9, 900, 900)]
    [InlineData(EventPicsError.ApiKeyRejected, 0, 10, 10)]
    [InlineData(EventPicsError.ApiKeyRejected, 1, 60, 60)]
    [InlineData(EventPicsError.ApiKeyRejected, 2, 900, 900)]
    [InlineData(EventPicsError.NotFound, 0, 10, 10)]
    [InlineData(EventPicsError.NotFound, 1, 60, 60)]
    [InlineData(EventPicsError.NotFound, 2, 300, 300)]
    [InlineData(EventPicsError.NotFound, 3, 600, 600)]
    [InlineData(EventPicsError.UploadRejected, 0, 10, 10)]
    [InlineData(EventPicsError.InvalidRequest, 1, 60, 60)]
    [InlineData(EventPicsError.InvalidRequest, 2, 120, 120)]
    [InlineData(EventPicsError.NotFound, 9, 3600, 3600)]
    [InlineData(EventPicsError.ServerError, 0, 1, 2)]
    [InlineData(EventPicsError.ServerError, 20, 150, 300)]
    [InlineData(EventPicsError.RateLimited, 0, 10, 11)]
    [InlineData(EventPicsError.RateLimited, 9, 300, 330)]
    public void F001_F028_An_open_circuit_is_probed_at_the_interval_of_its_error(EventPicsError error, int probes, int least, int most)
    {
        Assert.Equal(TimeSpan.FromSeconds(least), Backoff.ForProbe(error, new EventPicsException(error, "").Scope, probes, 0));
        Assert.Equal(TimeSpan.FromSeconds(most), Backoff.ForProbe(error, new EventPicsException(error, "").Scope, probes, 1));
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(86_400, 600)]
    [InlineData(-5, 0)]
    public void F033_Retry_after_is_honored_up_to_its_maximum(int requested, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), Backoff.ForRetryAfter(TimeSpan.FromSeconds(requested), 0));

    [Fact]
    public void No_delay_exceeds_the_maximum() => Assert.All(
        Enum.GetValues<EventPicsError>(),
        error => Assert.True(Backoff.ForProbe(error, new EventPicsException(error, "").Scope, 1000, 1) <= Backoff.MaxDelay));
}
