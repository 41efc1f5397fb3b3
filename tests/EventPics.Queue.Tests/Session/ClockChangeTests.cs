using System.Net;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests.Session;

/// <summary>Wall clocks that jump or differ between processes.</summary>
public sealed class ClockChangeTests : QueueTest
{
    private Task<UploadQueue> OpenAsync(TimeProvider? time = null, ILoggerFactory? log = null) =>
        UploadQueue.OpenAsync(
            Service, new UploadQueueOptions { Folder = Folder.PathOf("queue"), TimeProvider = time ?? TimeProvider.System }, log, Token);

    [Theory]
    [InlineData(-30)]
    [InlineData(30)]
    [InlineData(-60 * 24 * 400)]
    public async Task A_wall_clock_change_makes_no_delay_longer(int minutes)
    {
        var fake = new FakeTimeProvider(new DateTimeOffset(2026, 5, 2, 18, 0, 0, TimeSpan.Zero));
        var time = new JumpingTime(fake);
        var requests = 0;
        Service.Time = time;
        Service.OnUploadUrl = (_, _) => ++requests == 1 ? throw FakeUploadService.Failure(EventPicsError.Network) : Task.CompletedTask;
        await using var queue = await OpenAsync(time);
        var photo = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await Eventually.TrueAsync(
            async () => (await queue.FindAsync(photo.Id, Token))!.LastError is not null,
            step: () => fake.Advance(TimeSpan.FromMilliseconds(1)));

        time.Offset = TimeSpan.FromMinutes(minutes);
        var shown = (await queue.FindAsync(photo.Id, Token))!;
        Assert.True(shown.State != QueuedUploadState.Waiting || shown.NextAttemptAt is null
            || (shown.NextAttemptAt.Value - time.GetUtcNow()).Duration() < TimeSpan.FromSeconds(2));

        var start = fake.GetUtcNow();
        await Eventually.TrueAsync(
            async () => (await queue.FindAsync(photo.Id, Token))!.State == QueuedUploadState.Uploaded,
            step: () => fake.Advance(TimeSpan.FromMilliseconds(100)));
        Assert.True(fake.GetUtcNow() - start < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_retry_time_written_by_another_clock_has_passed()
    {
        var fake = new FakeTimeProvider(new DateTimeOffset(2026, 5, 2, 18, 0, 0, TimeSpan.Zero));
        Service.OnUploadUrl = static (_, _) => throw FakeUploadService.Failure(EventPicsError.InvalidRequest, HttpStatusCode.BadRequest);
        QueuedUpload photo;
        await using (var queue = await OpenAsync(fake))
        {
            photo = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            await Eventually.TrueAsync(
                async () => (await queue.FindAsync(photo.Id, Token))!.NextAttemptAt is not null,
                step: () => fake.Advance(TimeSpan.FromMilliseconds(1)));
        }

        Service.OnUploadUrl = static (_, _) => Task.CompletedTask;
        await using var later = await OpenAsync(new FakeTimeProvider(new DateTimeOffset(2026, 5, 2, 17, 30, 0, TimeSpan.Zero)));

        Assert.Equal(QueuedUploadState.Uploaded, (await later.WaitForAsync(photo.Id, Token).WaitAsync(TestTimeout.Default, Token)).State);
    }

    private sealed class JumpingTime(TimeProvider inner) : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Offset;

        public override long GetTimestamp() => inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            inner.CreateTimer(callback, state, dueTime, period);
    }
}
