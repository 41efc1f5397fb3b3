using System.Net;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests.Sending;

/// <summary>The status of the service is kept current by idle probes while nothing is sent.</summary>
public sealed class IdleProbeTests : QueueTest
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 2, 18, 0, 0, TimeSpan.Zero));

    public IdleProbeTests() => Service.Time = _time;

    private Task<UploadQueue> OpenAsync() =>
        UploadQueue.OpenAsync(Service, new UploadQueueOptions { Folder = QueueFolder, TimeProvider = _time }, cancellationToken: Token);

    private async Task<TimeSpan> WaitUntilAsync(UploadQueue queue, Func<QueueStatus, bool> condition)
    {
        var start = _time.GetUtcNow();
        await Eventually.TrueAsync(
            async () => condition(await queue.GetStatusAsync(Token)), step: () => _time.Advance(TimeSpan.FromMilliseconds(500)));
        return _time.GetUtcNow() - start;
    }

    [Fact]
    public async Task Before_the_first_contact_the_health_is_not_checked_and_an_idle_probe_follows_soon()
    {
        await using var queue = await OpenAsync();
        var status = await queue.GetStatusAsync(Token);
        Assert.Null(status.LastContactAt);
        Assert.EndsWith("not checked yet", status.ToString(), StringComparison.Ordinal);

        await WaitUntilAsync(queue, status => status.LastContactAt is not null);

        Assert.Equal((QueueHealth.Online, 1), ((await queue.GetStatusAsync(Token)).Health, Service.EventListCalls));
    }

    [Theory]
    [InlineData(EventPicsError.Network, QueueHealth.Offline)]
    [InlineData(EventPicsError.CaptivePortal, QueueHealth.CaptivePortal)]
    [InlineData(EventPicsError.ServerError, QueueHealth.ServerError)]
    [InlineData(EventPicsError.ApiKeyRejected, QueueHealth.ApiKeyRejected)]
    public async Task An_idle_probe_reports_an_outage_and_its_end_within_two_minutes(EventPicsError error, QueueHealth shown)
    {
        await using var queue = await OpenAsync();
        await WaitUntilAsync(queue, status => status.LastContactAt is not null);
        var contact = (await queue.GetStatusAsync(Token)).LastContactAt;
        Service.OnEvents = _ => throw FakeUploadService.Failure(error);

        Assert.InRange(await WaitUntilAsync(queue, status => status.Health == shown), TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.InRange((await queue.GetStatusAsync(Token)).LastContactAt!.Value - contact!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));

        Service.OnEvents = static _ => Task.CompletedTask;
        Assert.InRange(await WaitUntilAsync(queue, status => status.Health == QueueHealth.Online), TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.True((await queue.GetStatusAsync(Token)).LastContactAt > contact);
    }

    [Fact]
    public async Task An_idle_queue_probes_at_most_twice_a_minute()
    {
        await using var queue = await OpenAsync();
        var end = _time.GetUtcNow().AddMinutes(10);

        await WaitUntilAsync(queue, _ => _time.GetUtcNow() >= end);

        Assert.InRange(Service.EventListCalls, 8, 21);
    }

    [Fact]
    public async Task One_failed_idle_probe_does_not_change_the_health()
    {
        await using var queue = await OpenAsync();
        await WaitUntilAsync(queue, status => status.LastContactAt is not null);
        var lost = 0;
        Service.OnEvents = _ => ++lost == 1 ? throw FakeUploadService.Failure(EventPicsError.Timeout) : Task.CompletedTask;
        var seen = QueueHealth.Online;

        await WaitUntilAsync(queue, status =>
        {
            seen = status.Health == QueueHealth.Online ? seen : status.Health;
            return lost >= 2;
        });

        Assert.Equal(QueueHealth.Online, seen);
    }

    [Fact]
    public async Task Another_process_reads_the_last_contact_even_after_the_sender_has_ended()
    {
        await using var other = await UploadQueue.OpenWithoutSendingAsync(
            new UploadQueueOptions { Folder = QueueFolder, TimeProvider = _time }, cancellationToken: Token);
        DateTimeOffset? contact;
        await using (var queue = await OpenAsync())
        {
            await WaitUntilAsync(queue, status => status.LastContactAt is not null);
            await WaitUntilAsync(other, status => status is { LastContactAt: not null, Health: QueueHealth.Online });
            contact = (await queue.GetStatusAsync(Token)).LastContactAt;
        }

        var status = await other.GetStatusAsync(Token);
        Assert.Equal(QueueHealth.NotSending, status.Health);
        Assert.True(status.LastContactAt >= contact);
    }

    [Fact]
    public async Task A_replaced_api_key_is_tried_immediately()
    {
        Service.OnUploadUrl = static (_, _) => throw FakeUploadService.Failure(EventPicsError.ApiKeyRejected, HttpStatusCode.Unauthorized);
        Service.OnEvents = static _ => throw FakeUploadService.Failure(EventPicsError.ApiKeyRejected, HttpStatusCode.Unauthorized);
        await using var queue = await OpenAsync();
        await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await WaitUntilAsync(queue, status => status is { Health: QueueHealth.ApiKeyRejected }
            && status.PausedUntil - _time.GetUtcNow() > TimeSpan.FromMinutes(10));
        (Service.OnUploadUrl, Service.OnEvents) = (static (_, _) => Task.CompletedTask, static _ => Task.CompletedTask);

        queue.Probe();

        Assert.InRange(await WaitUntilAsync(queue, status => status.Uploaded == 1), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }
}
