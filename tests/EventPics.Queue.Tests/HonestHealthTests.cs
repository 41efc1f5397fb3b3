using System.Net;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests;

/// <summary>What the status says of the service is true while nothing is sent, too.</summary>
public sealed class HonestHealthTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 2, 18, 0, 0, TimeSpan.Zero));
    private readonly FakeService _service = new();

    public HonestHealthTests() => _service.Time = _time;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _service.Dispose();
        _folder.Dispose();
    }

    private Task<UploadQueue> OpenAsync() =>
        UploadQueue.OpenAsync(_service, new UploadQueueOptions { Folder = _folder.File("queue"), TimeProvider = _time }, cancellationToken: Token);

    private async Task<TimeSpan> UntilAsync(UploadQueue queue, Func<QueueStatus, bool> condition)
    {
        var began = _time.GetUtcNow();
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        while (!condition(await queue.GetStatusAsync(Token)))
        {
            _time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(2, patience.Token);
        }

        return _time.GetUtcNow() - began;
    }

    [Fact]
    public async Task Before_the_first_contact_nothing_is_claimed_and_soon_it_is_known()
    {
        await using var queue = await OpenAsync();
        var status = await queue.GetStatusAsync(Token);
        Assert.Null(status.LastContactAt);
        Assert.EndsWith("not checked yet", status.ToString(), StringComparison.Ordinal);

        await UntilAsync(queue, status => status.LastContactAt is not null);

        Assert.Equal((QueueConnection.Online, 1), ((await queue.GetStatusAsync(Token)).Connection, _service.Looks));
    }

    [Theory]
    [InlineData(EventPicsError.Network, QueueConnection.Offline)]
    [InlineData(EventPicsError.CaptivePortal, QueueConnection.CaptivePortal)]
    [InlineData(EventPicsError.ServerError, QueueConnection.ServerTrouble)]
    [InlineData(EventPicsError.ApiKeyRejected, QueueConnection.ApiKeyRejected)]
    public async Task A_service_that_died_or_came_back_shows_within_two_minutes_although_nothing_is_sent(EventPicsError error, QueueConnection shown)
    {
        await using var queue = await OpenAsync();
        await UntilAsync(queue, status => status.LastContactAt is not null);
        var contact = (await queue.GetStatusAsync(Token)).LastContactAt;
        _service.OnEvents = _ => throw FakeService.Failure(error);

        Assert.InRange(await UntilAsync(queue, status => status.Connection == shown), TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.InRange((await queue.GetStatusAsync(Token)).LastContactAt!.Value - contact!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));

        _service.OnEvents = static _ => Task.CompletedTask;
        Assert.InRange(await UntilAsync(queue, status => status.Connection == QueueConnection.Online), TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.True((await queue.GetStatusAsync(Token)).LastContactAt > contact);
    }

    [Fact]
    public async Task An_idle_queue_asks_twice_a_minute_at_most()
    {
        await using var queue = await OpenAsync();
        var end = _time.GetUtcNow().AddMinutes(10);

        await UntilAsync(queue, _ => _time.GetUtcNow() >= end);

        Assert.InRange(_service.Looks, 8, 21);
    }

    [Fact]
    public async Task One_lost_look_says_nothing()
    {
        await using var queue = await OpenAsync();
        await UntilAsync(queue, status => status.LastContactAt is not null);
        var lost = 0;
        _service.OnEvents = _ => ++lost == 1 ? throw FakeService.Failure(EventPicsError.Timeout) : Task.CompletedTask;
        var seen = QueueConnection.Online;

        await UntilAsync(queue, status =>
        {
            seen = status.Connection == QueueConnection.Online ? seen : status.Connection;
            return lost >= 2;
        });

        Assert.Equal(QueueConnection.Online, seen);
    }

    [Fact]
    public async Task Another_process_reads_when_the_service_was_reached_also_after_the_sender_ended()
    {
        await using var other = await UploadQueue.OpenWithoutSendingAsync(new UploadQueueOptions { Folder = _folder.File("queue"), TimeProvider = _time }, cancellationToken: Token);
        DateTimeOffset? contact;
        await using (var queue = await OpenAsync())
        {
            await UntilAsync(queue, status => status.LastContactAt is not null);
            await UntilAsync(other, status => status is { LastContactAt: not null, Connection: QueueConnection.Online });
            contact = (await queue.GetStatusAsync(Token)).LastContactAt;
        }

        var status = await other.GetStatusAsync(Token);
        Assert.Equal(QueueConnection.NotSending, status.Connection);
        Assert.True(status.LastContactAt >= contact);
    }

    [Fact]
    public async Task A_key_that_was_replaced_is_tried_at_once()
    {
        _service.OnLink = static (_, _) => throw FakeService.Failure(EventPicsError.ApiKeyRejected, HttpStatusCode.Unauthorized);
        _service.OnEvents = static _ => throw FakeService.Failure(EventPicsError.ApiKeyRejected, HttpStatusCode.Unauthorized);
        await using var queue = await OpenAsync();
        await queue.EnqueueAsync(Pictures.Request(1), Token);
        await UntilAsync(queue, status => status is { Connection: QueueConnection.ApiKeyRejected } && status.PausedUntil - _time.GetUtcNow() > TimeSpan.FromMinutes(10));
        (_service.OnLink, _service.OnEvents) = (static (_, _) => Task.CompletedTask, static _ => Task.CompletedTask);

        queue.Probe();

        Assert.InRange(await UntilAsync(queue, status => status.Uploaded == 1), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }
}
