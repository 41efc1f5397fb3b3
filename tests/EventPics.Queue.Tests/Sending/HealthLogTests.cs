using EventPics.Queue.Internal;
using EventPics.Queue.Internal.Scheduling;
using EventPics.Queue.Internal.Sending;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests.Sending;

/// <summary>The log says once that sending has become impossible and why, and once that it works again.</summary>
public sealed class HealthLogTests : QueueTest
{
    private const int Health = 209;
    private const int HealthWithReason = 217;
    private const int StorageFailed = 210;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 2, 18, 0, 0, TimeSpan.Zero));
    private readonly LogCapture _log = new();

    public HealthLogTests() => Service.Time = _time;

    private IEnumerable<string> Changes =>
        _log.Lines.Where(line => line.Id is Health or HealthWithReason).Select(line => $"{line.Level}: {line.Text}");

    public override void Dispose()
    {
        _log.Dispose();
        base.Dispose();
    }

    [Theory]
    [InlineData(EventPicsError.Network, "Warning: The queue is Offline: Network happened. Wait.")]
    [InlineData(EventPicsError.CaptivePortal, "Warning: The queue is CaptivePortal: CaptivePortal happened. Wait.")]
    [InlineData(EventPicsError.ApiKeyRejected, "Error: The queue is ApiKeyRejected: ApiKeyRejected happened. Wait.")]
    public async Task An_outage_is_a_warning_a_rejected_key_an_error_and_the_end_an_information(EventPicsError error, string expected)
    {
        await using var queue = await OpenAsync();
        await WaitUntilAsync(queue, status => status.LastContactAt is not null);
        Service.OnEvents = _ => throw FakeUploadService.Failure(error);
        await WaitUntilAsync(queue, status => status.Health != QueueHealth.Online);
        var calls = Service.EventListCalls;

        await WaitUntilAsync(queue, _ => Service.EventListCalls >= calls + 2);
        using (queue.Hold())
        {
            await WaitUntilAsync(queue, status => status.Health == QueueHealth.Held);
        }

        Service.OnEvents = static _ => Task.CompletedTask;
        await WaitUntilAsync(queue, status => status.Health == QueueHealth.Online);
        await Eventually.TrueAsync(() => Task.FromResult(_log.Count(Health) == 2));

        Assert.Equal(["Information: The queue is Online", expected, "Information: The queue is Online"], Changes);
    }

    [Fact]
    public async Task An_event_that_is_unavailable_is_reported_once_while_others_are_sent()
    {
        Service.OnUploadUrl =
            (request, _) => request.LinkId == "closed" ? throw FakeUploadService.Failure(EventPicsError.NotFound) : Task.CompletedTask;
        await using var queue = await OpenAsync();
        await queue.EnqueueAsync(TestPhoto.Request(1, "closed"), Token);
        await WaitUntilAsync(queue, status => status.Health == QueueHealth.EventUnavailable);

        for (var n = 2; n < 6; n++)
        {
            await queue.EnqueueAsync(TestPhoto.Request(n, "wedding"), Token);
            await WaitUntilAsync(queue, status => status is { Health: QueueHealth.EventUnavailable } && status.Uploaded == n - 1);
        }

        Assert.Equal("Warning: The queue is EventUnavailable: NotFound happened. Wait.", Assert.Single(Changes.Skip(1)));
    }

    [Fact]
    public async Task The_end_of_a_pause_is_reported_even_while_an_event_is_unavailable()
    {
        var release = new TaskCompletionSource();
        Service.OnUploadUrl =
            (request, _) => request.LinkId == "closed" ? throw FakeUploadService.Failure(EventPicsError.NotFound) : Task.CompletedTask;
        Service.OnPut = (_, _, token) => release.Task.WaitAsync(token);
        await using var queue = await OpenAsync();
        await queue.EnqueueAsync(TestPhoto.Request(1, "closed"), Token);
        await WaitUntilAsync(queue, status => status.Health == QueueHealth.EventUnavailable);
        await queue.EnqueueAsync(TestPhoto.Request(2, "wedding"), Token);
        await WaitUntilAsync(queue, status => status is { Health: QueueHealth.Online, Sending: 1 });

        queue.Pause();
        await Eventually.TrueAsync(() => Task.FromResult(Changes.Any(static line => line.Contains("Paused", StringComparison.Ordinal))));
        queue.Resume();

        await Eventually.TrueAsync(() => Task.FromResult(Changes.LastOrDefault() == "Information: The queue is Online"));
        release.SetResult();
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("exported")]
    [InlineData("moved")]
    [InlineData("moved by another program")]
    public async Task A_queue_is_online_again_when_the_last_photo_of_an_unavailable_event_is_gone(string how)
    {
        Service.OnUploadUrl =
            (request, _) => request.LinkId == "closed" ? throw FakeUploadService.Failure(EventPicsError.NotFound) : Task.CompletedTask;
        await using var queue = await OpenAsync();
        await using var other = await OpenWithoutSendingAsync();
        var photo = await queue.EnqueueAsync(TestPhoto.Request(1, "closed"), Token);
        await WaitUntilAsync(queue, status => status.Health == QueueHealth.EventUnavailable);

        _ = how switch
        {
            "removed" => await queue.RemoveAsync(photo.Id, Token),
            "exported" => await queue.ExportAsync([photo.Id], Usb, Token) == 1,
            "moved" => await queue.RerouteAsync(photo.Id, "wedding", null, Token),
            _ => await other.RerouteAsync(photo.Id, "wedding", null, Token),
        };

        await WaitUntilAsync(queue, status => status.Health == QueueHealth.Online);
    }

    [Fact]
    public void A_disk_that_fails_again_and_again_is_reported_once()
    {
        using var counters = new Diagnostics("test", static () => (0, 0));
        var services = new SenderServices(
            Service, new MemoryStorage(), null!, null!, new SendScheduler(_time, 1, static () => 0), _time, _log.CreateLogger("queue"),
            counters);

        services.ReportStorageError(new IOException("full"));
        services.ReportStorageError(new IOException("full"));
        services.ReportStorageError(new IOException("gone"));

        Assert.Equal(2, _log.Count(StorageFailed));
        Assert.All(_log.Lines, line => Assert.Equal(LogLevel.Error, line.Level));
    }

    private Task<UploadQueue> OpenAsync() =>
        UploadQueue.OpenAsync(Service, new UploadQueueOptions { Folder = QueueFolder, TimeProvider = _time }, _log, Token);

    private Task WaitUntilAsync(UploadQueue queue, Func<QueueStatus, bool> condition) =>
        Eventually.TrueAsync(
            async () => condition(await queue.GetStatusAsync(Token)), step: () => _time.Advance(TimeSpan.FromMilliseconds(500)));
}
