using System.Diagnostics;
using System.Diagnostics.Metrics;
using EventPics.Emulator;
using Microsoft.Extensions.Logging;

namespace EventPics.Tests.Telemetry;

/// <summary>Loggers, progress handlers and listeners that throw do not affect the outcome of an upload.</summary>
public sealed class FaultyListenerTests
{
    // Listeners are global: these throw only for uploads of the test that sets this.
    private static readonly AsyncLocal<bool> Throws = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(ILogger.Log))]
    [InlineData(nameof(ILogger.IsEnabled))]
    [InlineData("both")]
    public async Task A_logger_that_throws_only_loses_its_messages(string where) =>
        await AssertUnaffectedAsync(new ThrowingLogger(where), progress: null);

    [Fact]
    public async Task A_progress_handler_that_throws_is_logged_once_per_upload()
    {
        var progress = new ProgressLog(_ => throw new InvalidOperationException("The window is closed."));

        using var log = new LogCapture();

        await AssertUnaffectedAsync(log.CreateLogger<EventPicsClient>(), progress);

        Assert.True(progress.Reports.Count > 2, "It is called on.");
        var lines = log.Lines.Where(line => line.Id == 105).ToArray();
        Assert.Equal(2, lines.Length); // of two uploads
        Assert.Contains("The window is closed.", lines[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_progress_handler_and_a_logger_that_throw_do_not_affect_the_upload() => await AssertUnaffectedAsync(
        new ThrowingLogger("both"), new ProgressLog(_ => throw new OperationCanceledException()));

    [Theory]
    [InlineData("sample")]
    [InlineData("started")]
    [InlineData("stopped")]
    public async Task A_trace_listener_that_throws_does_not_affect_the_upload(string when)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EventPicsTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                when == "sample" ? Throw<ActivitySamplingResult>() : ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity => activity.SetTag("broken", when == "started" && Throw<bool>()),
            ActivityStopped = activity => activity.SetTag("broken", when == "stopped" && Throw<bool>()),
        };
        ActivitySource.AddActivityListener(listener);

        await AssertUnaffectedAsync(logger: null, progress: null);
    }

    [Fact]
    public async Task A_metrics_listener_that_throws_does_not_affect_the_upload()
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == EventPicsTelemetry.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => Throw<bool>());
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Throw<bool>());
        listener.Start();

        await AssertUnaffectedAsync(logger: null, progress: null);
    }

    private static async Task AssertUnaffectedAsync(ILogger<EventPicsClient>? logger, IProgress<UploadProgress>? progress)
    {
        Throws.Value = true;
        using var outer = new Activity("outer").Start();
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, logger: logger);

        // Enough errors to make the client log, count and retry.
        emulator.Faults.OnPut(Fault.Status(503)).OnPut(Fault.LostResponse).OnPut(Fault.Expired);
        var result = await client.UploadAsync(TestClient.Request(3_000_000), progress, Token);

        Assert.Equal("url, put 1, put 1, put 1, url, put 2", emulator.RequestSequence());
        Assert.True(result.PossibleDuplicate);
        emulator.Faults.OnPut(Fault.Status(400));
        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(TestClient.Photo, progress, Token));
        Assert.Equal(EventPicsError.UploadRejected, error.Error);
        Assert.NotEmpty(await client.GetEventsAndAlbumsAsync(Token));
        Assert.Same(outer, Activity.Current);
    }

    private static T Throw<T>() => Throws.Value ? throw new InvalidOperationException("The listener is broken.") : default!;

    private sealed class ThrowingLogger(string where) : ILogger<EventPicsClient>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => throw new IOException("The disk is full.");

        public bool IsEnabled(LogLevel logLevel) => where == nameof(Log) ? true : throw new IOException("The disk is full.");

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("The disk is full.");
    }
}
