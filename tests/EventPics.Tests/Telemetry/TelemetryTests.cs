using System.Diagnostics;
using EventPics.Emulator;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace EventPics.Tests.Telemetry;

/// <summary>The traces, metrics and log messages of an upload.</summary>
[Collection(nameof(NonParallel))]
public class TelemetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_is_a_trace_with_a_URL_request_and_numbered_PUTs()
    {
        var spans = await TraceAsync(faults => faults.OnPut(Fault.Status(503)).OnPut(Fault.LostResponse));

        var upload = Assert.Single(spans, span => span.OperationName == "eventpics.upload");
        var uploadUrl = Assert.Single(spans, span => span.OperationName == "eventpics.upload_url");
        var puts = spans.Where(span => span.OperationName == "eventpics.put").ToList();
        Assert.All(puts.Append(uploadUrl), span => Assert.Equal(upload.SpanId, span.ParentSpanId));
        Assert.Equal([1, 2, 3], puts.Select(span => span.GetTagItem("eventpics.attempt")));
        Assert.Equal(["RateLimited", "Network", null], puts.Select(span => span.GetTagItem("error.type")));
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Error, ActivityStatusCode.Unset], puts.Select(span => span.Status));
        Assert.All(puts, span => Assert.Equal((ActivityKind.Client, "127.0.0.1"), (span.Kind, span.GetTagItem("server.address"))));
        Assert.Equal([503, null, 200], puts.Select(span => span.GetTagItem("http.response.status_code")));
        Assert.Equal(
            (100_000L, 3, ActivityStatusCode.Unset),
            (upload.GetTagItem("eventpics.upload.size"), upload.GetTagItem("eventpics.upload.attempts"), upload.Status));
    }

    [Fact]
    public async Task Listing_events_is_a_separate_trace()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress));
        var spans = new List<Activity>();
        using (Sdk.CreateTracerProviderBuilder().AddSource(EventPicsTelemetry.ActivitySourceName).AddInMemoryExporter(spans).Build())
        {
            await client.GetEventsAndAlbumsAsync(Token);
        }

        Assert.Equal("eventpics.list", Assert.Single(spans).OperationName);
    }

    [Fact]
    public async Task A_failed_upload_has_its_reason_in_the_trace()
    {
        var spans = await TraceAsync(faults => faults.OnUploadUrl(Fault.Status(401)));

        Assert.Equal(["eventpics.upload", "eventpics.upload_url"], spans.Select(span => span.OperationName).Order());
        Assert.All(spans, span => Assert.Equal((ActivityStatusCode.Error, "ApiKeyRejected"), (span.Status, span.GetTagItem("error.type"))));
    }

    [Fact]
    public async Task Metrics_count_uploads_by_outcome_retries_by_reason_bytes_and_upload_URLs()
    {
        var exported = new List<Metric>();
        using var meters = Sdk.CreateMeterProviderBuilder().AddMeter(EventPicsTelemetry.MeterName).AddInMemoryExporter(exported).Build();

        await UploadAsync(faults => faults.OnPut(Fault.Status(500)).OnPut(Fault.Expired));
        await UploadAsync(faults => faults.OnUploadUrl(Fault.Status(503)));
        await UploadAsync(faults => faults.OnUploadUrl(Fault.Status(401)));
        meters.ForceFlush();

        Assert.Equal(["eventpics.outcome=ApiKeyRejected: 1", "eventpics.outcome=success: 2"], Sums(exported, "eventpics.client.uploads"));
        Assert.Equal([": 200000"], Sums(exported, "eventpics.client.upload.size"));
        Assert.Equal([": 3"], Sums(exported, "eventpics.client.upload_urls"));
        Assert.Equal("{url}", Assert.Single(exported, metric => metric.Name == "eventpics.client.upload_urls").Unit);
        Assert.Equal(
            [
                "error.type=ServerError eventpics.operation=put: 1",
                "error.type=ServerError eventpics.operation=upload_url: 1",
                "error.type=UploadUrlExpired eventpics.operation=upload: 1",
            ],
            Sums(exported, "eventpics.client.retries"));
        var durations = exported.Single(metric => metric.Name == "eventpics.client.upload.duration");
        Assert.Equal((MetricType.Histogram, "s"), (durations.MetricType, durations.Unit));
        Assert.Equal(3, Points(durations).Sum(point => point.GetHistogramCount()));
    }

    [Fact]
    public async Task A_cancelled_upload_has_its_own_outcome()
    {
        var exported = new List<Metric>();
        using var meters = Sdk.CreateMeterProviderBuilder().AddMeter(EventPicsTelemetry.MeterName).AddInMemoryExporter(exported).Build();
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress));
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.UploadAsync(TestClient.Photo, cancellationToken: cancel.Token));
        meters.ForceFlush();

        Assert.Equal(["eventpics.outcome=canceled: 1"], Sums(exported, "eventpics.client.uploads"));
    }

    [Fact]
    public async Task An_upload_logs_one_message_and_a_retry_one_with_reason_and_delay()
    {
        var log = new LogCapture();

        await UploadAsync(faults => faults.OnPut(Fault.Status(500)), log);

        Assert.Equal([LogLevel.Warning, LogLevel.Information], log.Lines.Select(line => line.Level));
        Assert.Matches(@"^put: ServerError in attempt 1; retrying in \d+\.\d s", log.Lines[0].Text);
        Assert.Matches(@"^Uploaded photo\.jpg \(100000 bytes\) to event abcd1234 in \d+\.\d s, attempt 2$", log.Lines[1].Text);
    }

    [Fact]
    public async Task A_possible_duplicate_logs_a_warning()
    {
        var log = new LogCapture();

        await UploadAsync(faults => faults.OnPut(Fault.LostResponse).OnPut(Fault.Expired), log);

        Assert.Contains(
            log.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("may appear twice", StringComparison.Ordinal));
        Assert.Single(log.Lines, line => line.Level == LogLevel.Information);
    }

    [Fact]
    public async Task A_failed_upload_logs_one_message_with_its_reason()
    {
        var log = new LogCapture();

        await UploadAsync(faults => faults.OnUploadUrl(Fault.Status(401)), log);

        Assert.Contains("ApiKeyRejected", Assert.Single(log.Lines).Text, StringComparison.Ordinal);
    }

    private static async Task<List<Activity>> TraceAsync(Action<EmulatorFaults> script)
    {
        var spans = new List<Activity>();
        using (Sdk.CreateTracerProviderBuilder().AddSource(EventPicsTelemetry.ActivitySourceName).AddInMemoryExporter(spans).Build())
        {
            await UploadAsync(script);
        }

        return spans;
    }

    private static async Task UploadAsync(Action<EmulatorFaults> script, LogCapture? log = null)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        script(emulator.Faults);
        using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress), log?.CreateLogger<EventPicsClient>());
        var error =
            await Record.ExceptionAsync(() => client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(100_000)), cancellationToken: Token));
        Assert.True(error is null or EventPicsException, error?.ToString());
    }

    private static IEnumerable<string> Sums(List<Metric> exported, string name) =>
        Points(exported.Single(metric => metric.Name == name))
            .Select(point => $"{Tags(point)}: {point.GetSumLong()}")
            .Order(StringComparer.Ordinal);

    private static List<MetricPoint> Points(Metric metric)
    {
        var points = new List<MetricPoint>();
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            points.Add(point);
        }

        return points;
    }

    private static string Tags(MetricPoint point)
    {
        var tags = new List<string>();
        foreach (var tag in point.Tags)
        {
            tags.Add($"{tag.Key}={tag.Value}");
        }

        return string.Join(' ', tags.Order(StringComparer.Ordinal));
    }
}
