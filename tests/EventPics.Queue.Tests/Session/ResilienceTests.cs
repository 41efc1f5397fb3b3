using System.Diagnostics.Metrics;
using System.Net;
using System.Net.NetworkInformation;
using EventPics.Queue.Internal.Sending;
using EventPics.Queue.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests.Session;

/// <summary>Failing loggers, event handlers and listeners, clock changes and other programs must not stop the queue.</summary>
public sealed class ResilienceTests : IDisposable
{
    /// <summary>Far below SQLite's own busy timeout.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    private static readonly AsyncLocal<string?> Ambient = new();

    private readonly TempFolder _folder = new();
    private readonly FakeUploadService _service = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _service.Dispose();
        _folder.Dispose();
    }

    private Task<UploadQueue> OpenAsync(TimeProvider? time = null, ILoggerFactory? log = null) =>
        UploadQueue.OpenAsync(_service, new UploadQueueOptions { Folder = _folder.PathOf("queue"), TimeProvider = time ?? TimeProvider.System }, log, Token);

    private Task<UploadQueue> OpenWithoutSendingAsync() => UploadQueue.OpenWithoutSendingAsync(new UploadQueueOptions { Folder = _folder.PathOf("queue") }, cancellationToken: Token);

    private SqliteConnection LockDatabase()
    {
        var other = new SqliteConnection($"Data Source={Path.Combine(_folder.PathOf("queue"), "queue.db")};Pooling=False");
        other.Open();
        Execute(other, "BEGIN IMMEDIATE");
        return other;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants in this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_logger_and_an_event_handler_that_throw_stop_no_photo(bool always)
    {
        using var log = new ThrowingLog(always ? 1 : 3);
        await using var queue = await OpenAsync(log: log);
        queue.Changed += static (_, _) => throw new InvalidOperationException("The handler failed.");
        var failures = 0;
        _service.OnPut = (_, _, _) => Interlocked.Increment(ref failures) % 3 == 1 ? throw FakeUploadService.Failure(EventPicsError.Network) : Task.CompletedTask;
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
        await using var queue = await UploadQueue.OpenAsync(_service, new UploadQueueOptions { Folder = _folder.PathOf("queue"), AccountName = "meter" }, cancellationToken: Token);
        for (var n = 0; n < 6; n++)
        {
            var photo = await queue.EnqueueAsync(TestPhoto.Request(n), Token);
            Assert.Equal(QueuedUploadState.Uploaded, (await queue.WaitForAsync(photo.Id, Token).WaitAsync(TestTimeout.Default, Token)).State);
        }

        Assert.Equal(6, _service.Objects.Count);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool")));
    }

    [Fact]
    public async Task A_photo_is_requeued_when_the_client_throws_an_unexpected_exception()
    {
        var calls = 0;
        _service.OnStored = (_, _, _) => Interlocked.Increment(ref calls) == 1 ? throw new InvalidTimeZoneException("A bug.") : Task.CompletedTask;
        await using var queue = await OpenAsync();

        var photo = await queue.EnqueueAsync(TestPhoto.Request(1), Token);

        Assert.Equal(QueuedUploadState.Uploaded, (await queue.WaitForAsync(photo.Id, Token).WaitAsync(TestTimeout.Default, Token)).State);
        Assert.Single(_service.Objects);
    }

    [Fact]
    public void The_queue_works_where_the_system_does_not_report_network_changes() => Assert.Null(NetworkChangeListener.TrySubscribe(
        static () => { }, NullLogger.Instance, static _ => throw new NetworkInformationException(97), static _ => { }));

    [Fact]
    public void Network_changes_are_observed_until_the_queue_is_closed()
    {
        NetworkAddressChangedEventHandler? handlers = null;
        var changes = 0;
        var subscription = NetworkChangeListener.TrySubscribe(() => changes++, NullLogger.Instance, handler => handlers += handler, handler => handlers -= handler);

        handlers!(null, EventArgs.Empty);
        subscription!.Dispose();

        Assert.Equal((1, null), (changes, handlers));
    }

    [Fact]
    public async Task The_queue_does_not_capture_the_execution_context_it_was_opened_in()
    {
        List<string?> seen = [];
        _service.OnUploadUrl = (_, _) =>
        {
            seen.Add(Ambient.Value);
            return Task.CompletedTask;
        };
        Ambient.Value = "the request that opened it";
        await using var queue = await OpenAsync();
        var changed = new TaskCompletionSource<string?>();
        queue.Changed += (_, change) => _ = change.Upload is not { State: QueuedUploadState.Uploaded } || changed.TrySetResult(Ambient.Value);
        await queue.EnqueueAsync(TestPhoto.Request(1), Token);

        Assert.Null(await changed.Task.WaitAsync(TestTimeout.Default, Token));
        Assert.Equal([null], seen);
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(30)]
    [InlineData(-60 * 24 * 400)]
    public async Task A_wall_clock_change_makes_no_delay_longer(int minutes)
    {
        var fake = new FakeTimeProvider(new DateTimeOffset(2026, 5, 2, 18, 0, 0, TimeSpan.Zero));
        var time = new JumpingTime(fake);
        var requests = 0;
        _service.Time = time;
        _service.OnUploadUrl = (_, _) => ++requests == 1 ? throw FakeUploadService.Failure(EventPicsError.Network) : Task.CompletedTask;
        await using var queue = await OpenAsync(time);
        var photo = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await Eventually.TrueAsync(async () => (await queue.FindAsync(photo.Id, Token))!.LastError is not null, step: () => fake.Advance(TimeSpan.FromMilliseconds(1)));

        time.Offset = TimeSpan.FromMinutes(minutes);
        var shown = (await queue.FindAsync(photo.Id, Token))!;
        Assert.True(shown.State != QueuedUploadState.Waiting || shown.NextAttemptAt is null || (shown.NextAttemptAt.Value - time.GetUtcNow()).Duration() < TimeSpan.FromSeconds(2));

        var start = fake.GetUtcNow();
        await Eventually.TrueAsync(async () => (await queue.FindAsync(photo.Id, Token))!.State == QueuedUploadState.Uploaded, step: () => fake.Advance(TimeSpan.FromMilliseconds(100)));
        Assert.True(fake.GetUtcNow() - start < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_retry_time_written_by_another_clock_has_passed()
    {
        var fake = new FakeTimeProvider(new DateTimeOffset(2026, 5, 2, 18, 0, 0, TimeSpan.Zero));
        _service.OnUploadUrl = static (_, _) => throw FakeUploadService.Failure(EventPicsError.InvalidRequest, HttpStatusCode.BadRequest);
        QueuedUpload photo;
        await using (var queue = await OpenAsync(fake))
        {
            photo = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            await Eventually.TrueAsync(async () => (await queue.FindAsync(photo.Id, Token))!.NextAttemptAt is not null, step: () => fake.Advance(TimeSpan.FromMilliseconds(1)));
        }

        _service.OnUploadUrl = static (_, _) => Task.CompletedTask;
        await using var later = await OpenAsync(new FakeTimeProvider(new DateTimeOffset(2026, 5, 2, 17, 30, 0, TimeSpan.Zero)));

        Assert.Equal(QueuedUploadState.Uploaded, (await later.WaitForAsync(photo.Id, Token).WaitAsync(TestTimeout.Default, Token)).State);
    }

    [Fact]
    public async Task F076_While_another_program_locks_the_database_nothing_is_acknowledged_and_then_everything_is()
    {
        await using var queue = await OpenAsync();
        Task<QueuedUpload> enqueuing;
        using (var other = LockDatabase())
        {
            enqueuing = queue.EnqueueAsync(TestPhoto.Request(1), Token);
            await Eventually.TrueAsync(() => Task.FromResult(Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool"), "*.bin").Any()));
            Assert.False(enqueuing.IsCompleted);
            Execute(other, "ROLLBACK");
        }

        var photo = await enqueuing.WaitAsync(TestTimeout.Default, Token);
        Assert.Equal(QueuedUploadState.Uploaded, (await queue.WaitForAsync(photo.Id, Token).WaitAsync(TestTimeout.Default, Token)).State);
    }

    [Fact]
    public async Task F076_A_cancelled_enqueue_does_not_wait_for_the_database_lock_and_leaves_no_files()
    {
        await using var queue = await OpenWithoutSendingAsync();
        using var other = LockDatabase();
        using var cancel = new CancellationTokenSource();
        var enqueuing = Enumerable.Range(0, 4).Select(n => queue.EnqueueAsync(TestPhoto.Request(n), cancel.Token)).ToList();
        await Eventually.TrueAsync(() => Task.FromResult(Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool"), "*.bin").Any()));

        await cancel.CancelAsync();

        foreach (var one in enqueuing)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.WaitAsync(Soon, Token));
        }

        Execute(other, "ROLLBACK");
        Assert.Equal((0, 0), ((await queue.GetStatusAsync(Token)).Waiting, Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool")).Count()));
    }

    [Fact]
    public async Task F076_A_queue_closes_soon_although_another_program_locks_the_database()
    {
        var reached = new TaskCompletionSource();
        _service.OnPut = async (_, _, token) =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        var queue = await OpenAsync();
        for (var n = 0; n < 5; n++)
        {
            await queue.EnqueueAsync(TestPhoto.Request(n), Token);
        }

        await reached.Task.WaitAsync(TestTimeout.Default, Token);
        using (LockDatabase())
        {
            await queue.DisposeAsync().AsTask().WaitAsync(Soon, Token);
        }

        _service.OnPut = static (_, _, _) => Task.CompletedTask;
        await using var again = await OpenAsync();
        await again.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Equal(5, _service.Hashes.Distinct().Count());
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("removed")]
    [InlineData("exported")]
    public async Task What_another_process_withdraws_is_no_longer_sent_from_here(string how)
    {
        var reached = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        _service.OnPut = async (_, _, token) =>
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
            _ => await other.ExportAsync([photo.Id], _folder.PathOf("usb"), Token) == 1,
        });

        await stopped.Task.WaitAsync(TestTimeout.Default, Token);
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Equal(how == "moved" ? ["url wedding/ p1.jpg", "url party/ p1.jpg"] : ["url wedding/ p1.jpg"], _service.Calls.Where(call => call.StartsWith("url", StringComparison.Ordinal)));
        var end = (await queue.FindAsync(photo.Id, Token))!;
        Assert.Equal((how == "moved" ? 1 : 0, true), (_service.Objects.Count, end.PossibleDuplicate));
    }

    [Theory]
    [InlineData(FileAccess.ReadWrite)]
    [InlineData(FileAccess.Write)]
    public async Task F068_A_source_file_in_use_by_another_program_is_rejected_and_accepted_once_it_is_closed(FileAccess access)
    {
        var path = _folder.WritePhoto();
        await using var queue = await OpenAsync();
        using (new FileStream(path, FileMode.Open, access, FileShare.None))
        {
            await Assert.ThrowsAnyAsync<IOException>(() => queue.EnqueueAsync("wedding", path, cancellationToken: Token));
            Assert.Equal((0, 0), ((await queue.GetStatusAsync(Token)).Waiting, Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool")).Count()));
        }

        var photo = await queue.EnqueueAsync("wedding", path, cancellationToken: Token);
        Assert.Equal(QueuedUploadState.Uploaded, (await queue.WaitForAsync(photo.Id, Token).WaitAsync(TestTimeout.Default, Token)).State);
    }

    [Fact]
    public async Task A_photo_moved_after_a_lost_response_is_a_possible_duplicate()
    {
        _service.OnStored = static (_, _, _) => throw FakeUploadService.Failure(EventPicsError.Network);
        await using var queue = await OpenAsync();
        var photo = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await Eventually.TrueAsync(async () => (await queue.FindAsync(photo.Id, Token)) is { State: QueuedUploadState.Waiting, LastError: EventPicsError.Network });
        _service.OnStored = static (_, _, _) => Task.CompletedTask;

        Assert.True(await queue.RerouteAsync(photo.Id, "party", null, Token));

        var end = await queue.WaitForAsync(photo.Id, Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Equal((QueuedUploadState.Uploaded, "party", true), (end.State, end.LinkId, end.PossibleDuplicate));
    }

    private sealed class JumpingTime(TimeProvider inner) : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Offset;

        public override long GetTimestamp() => inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>A logger on a full disk: every n-th message throws.</summary>
    private sealed class ThrowingLog(int every) : ILoggerFactory, ILogger
    {
        private int _lines;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
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
