using System.Diagnostics.Metrics;
using System.Net.NetworkInformation;
using EventPics.Queue.Internal.Sending;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.Queue.Tests.Session;

/// <summary>Failing loggers, event handlers and listeners, clock changes and other programs must not stop the queue.</summary>
public sealed class ResilienceTests : QueueTest
{
    private static readonly AsyncLocal<string?> Ambient = new();

    private Task<UploadQueue> OpenAsync(TimeProvider? time = null, ILoggerFactory? log = null) =>
        UploadQueue.OpenAsync(
            Service, new UploadQueueOptions { Folder = QueueFolder, TimeProvider = time ?? TimeProvider.System }, log, Token);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_logger_and_an_event_handler_that_throw_stop_no_photo(bool always)
    {
        using var log = new ThrowingLog(always ? 1 : 3);
        await using var queue = await OpenAsync(log: log);
        queue.Changed += static (_, _) => throw new InvalidOperationException("The handler failed.");
        var failures = 0;
        Service.OnPut = (_, _, _) =>
            Interlocked.Increment(ref failures) % 3 == 1 ? throw FakeUploadService.Failure(EventPicsError.Network) : Task.CompletedTask;
        for (var n = 0; n < 6; n++)
        {
            await queue.EnqueueAsync(TestPhoto.Request(n), Token);
        }

        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);

        Assert.Equal((6, 0), ((await queue.GetStatusAsync(Token)).Uploaded, (await queue.GetStatusAsync(Token)).Sending));
    }

    [Fact]
    public async Task A_meter_listener_that_throws_leaves_no_photo_sending_and_completes_waits()
    {
        using var listener = new MeterListener();
        listener.InstrumentPublished = static (instrument, self) =>
        {
            if (instrument.Name == "eventpics.queue.sent")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (tags[0].Value as string == "meter")
            {
                throw new InvalidOperationException("The exporter failed.");
            }
        });
        listener.Start();
        await using var queue = await UploadQueue.OpenAsync(
            Service, new UploadQueueOptions { Folder = QueueFolder, AccountName = "meter" }, cancellationToken: Token);
        for (var n = 0; n < 6; n++)
        {
            var photo = await queue.EnqueueAsync(TestPhoto.Request(n), Token);
            Assert.Equal(
                QueuedUploadState.Uploaded, (await queue.WaitForAsync(photo.Id, Token).WaitAsync(TestTimeout.Default, Token)).State);
        }

        Assert.Equal(6, Service.Objects.Count);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool")));
    }

    [Fact]
    public async Task A_photo_is_requeued_when_the_client_throws_an_unexpected_exception()
    {
        var calls = 0;
        Service.OnStored =
            (_, _, _) => Interlocked.Increment(ref calls) == 1 ? throw new InvalidTimeZoneException("A bug.") : Task.CompletedTask;
        await using var queue = await OpenAsync();

        var photo = await queue.EnqueueAsync(TestPhoto.Request(1), Token);

        Assert.Equal(QueuedUploadState.Uploaded, (await queue.WaitForAsync(photo.Id, Token).WaitAsync(TestTimeout.Default, Token)).State);
        Assert.Single(Service.Objects);
    }

    [Fact]
    public void The_queue_works_where_the_system_does_not_report_network_changes() => Assert.Null(NetworkChangeListener.TrySubscribe(
        static () => { }, NullLogger.Instance, static _ => throw new NetworkInformationException(97), static _ => { }));

    [Fact]
    public void Network_changes_are_observed_until_the_queue_is_closed()
    {
        NetworkAddressChangedEventHandler? handlers = null;
        var changes = 0;
        var subscription = NetworkChangeListener.TrySubscribe(
            () => changes++, NullLogger.Instance, handler => handlers += handler, handler => handlers -= handler);

        handlers!(null, EventArgs.Empty);
        subscription!.Dispose();

        Assert.Equal((1, null), (changes, handlers));
    }

    [Fact]
    public async Task The_queue_does_not_capture_the_execution_context_it_was_opened_in()
    {
        List<string?> seen = [];
        Service.OnUploadUrl = (_, _) =>
        {
            seen.Add(Ambient.Value);
            return Task.CompletedTask;
        };
        Ambient.Value = "the request that opened it";
        await using var queue = await OpenAsync();
        var changed = new TaskCompletionSource<string?>();
        queue.Changed +=
            (_, change) => _ = change.Upload is not { State: QueuedUploadState.Uploaded } || changed.TrySetResult(Ambient.Value);
        await queue.EnqueueAsync(TestPhoto.Request(1), Token);

        Assert.Null(await changed.Task.WaitAsync(TestTimeout.Default, Token));
        Assert.Equal([null], seen);
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("removed")]
    [InlineData("exported")]
    public async Task What_another_process_withdraws_is_no_longer_sent_from_here(string how)
    {
        var reached = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        Service.OnPut = async (_, _, token) =>
        {
            if (reached.TrySetResult())
            {
                using (token.Register(() => stopped.TrySetResult()))
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
            }
        };
        await using var queue = await OpenAsync();
        await using var other = await OpenWithoutSendingAsync();
        var photo = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await reached.Task.WaitAsync(TestTimeout.Default, Token);

        Assert.True(how switch
        {
            "moved" => await other.RerouteAsync(photo.Id, "party", null, Token),
            "removed" => await other.RemoveAsync(photo.Id, Token),
            _ => await other.ExportAsync([photo.Id], Folder.PathOf("usb"), Token) == 1,
        });

        await stopped.Task.WaitAsync(TestTimeout.Default, Token);
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Equal(
            how == "moved"
                ? ["url wedding/ p1.jpg", "url party/ p1.jpg"]
                : ["url wedding/ p1.jpg"], Service.Calls.Where(call => call.StartsWith("url", StringComparison.Ordinal)));
        var end = (await queue.FindAsync(photo.Id, Token))!;
        Assert.Equal((how == "moved" ? 1 : 0, true), (Service.Objects.Count, end.PossibleDuplicate));
    }

    [Theory]
    [InlineData(FileAccess.ReadWrite)]
    [InlineData(FileAccess.Write)]
    public async Task F068_A_source_file_in_use_by_another_program_is_rejected_and_accepted_once_it_is_closed(FileAccess access)
    {
        var path = Folder.WritePhoto();
        await using var queue = await OpenAsync();
        using (new FileStream(path, FileMode.Open, access, FileShare.None))
        {
            await Assert.ThrowsAnyAsync<IOException>(() => queue.EnqueueAsync("wedding", path, cancellationToken: Token));
            Assert.Equal(
                (0, 0),
                ((await queue.GetStatusAsync(Token)).Waiting, Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool")).Count()));
        }

        var photo = await queue.EnqueueAsync("wedding", path, cancellationToken: Token);
        Assert.Equal(QueuedUploadState.Uploaded, (await queue.WaitForAsync(photo.Id, Token).WaitAsync(TestTimeout.Default, Token)).State);
    }

    [Fact]
    public async Task A_photo_moved_after_a_lost_response_is_a_possible_duplicate()
    {
        Service.OnStored = static (_, _, _) => throw FakeUploadService.Failure(EventPicsError.Network);
        await using var queue = await OpenAsync();
        var photo = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await Eventually.TrueAsync(async () =>
            (await queue.FindAsync(photo.Id, Token)) is { State: QueuedUploadState.Waiting, LastError: EventPicsError.Network });
        Service.OnStored = static (_, _, _) => Task.CompletedTask;

        Assert.True(await queue.RerouteAsync(photo.Id, "party", null, Token));

        var end = await queue.WaitForAsync(photo.Id, Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Equal((QueuedUploadState.Uploaded, "party", true), (end.State, end.LinkId, end.PossibleDuplicate));
    }

    /// <summary>A logger on a full disk: every n-th message throws.</summary>
    private sealed class ThrowingLog(int every) : ILoggerFactory, ILogger
    {
        private int _lines;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (Interlocked.Increment(ref _lines) % every == 0)
            {
                throw new IOException("No space left on device.");
            }
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }
    }
}
