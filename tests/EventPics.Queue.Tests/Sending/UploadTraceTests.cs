using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using EventPics.Emulator;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Sending;

/// <summary>An upload through the queue is one trace, linked to the request that enqueued it, and counts in the client's metrics.</summary>
public sealed class UploadTraceTests : QueueTest
{
    private readonly ConcurrentQueue<Activity> _activities = new();
    private readonly ConcurrentQueue<long> _sizes = new();
    private readonly ActivityListener _listener;
    private readonly MeterListener _meter = new();

    public UploadTraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is EventPicsTelemetry.ActivitySourceName or "test.requests",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _activities.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        _meter.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Name: "eventpics.client.upload.size", Meter.Name: EventPicsTelemetry.MeterName })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meter.SetMeasurementEventCallback<long>((_, size, _, _) => _sizes.Enqueue(size));
        _meter.Start();
    }

    public override void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task An_upload_with_a_lost_response_and_a_restart_is_one_trace_linked_to_its_request()
    {
        const int Length = 2345;
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = new EventPicsClient(new EventPicsClientOptions { ApiKey = emulator.ApiKey, BaseAddress = emulator.BaseAddress });
        using var requests = new ActivitySource("test.requests");
        ActivityContext request;
        await using (var queue = await UploadQueue.OpenAsync(client, Options, cancellationToken: Token))
        {
            queue.Pause();
            using (var activity = requests.StartActivity("POST /photos")!)
            {
                request = activity.Context;
                await queue.EnqueueAsync(TestPhoto.Request(1, "abcd1234", length: Length), Token);
            }

            emulator.Faults.OnPut(Fault.LostResponse);
            queue.Resume();
            await Eventually.TrueAsync(() => Task.FromResult(Uploads(request).Count == 1));
        }

        await using (var queue = await UploadQueue.OpenAsync(client, Options, cancellationToken: Token))
        {
            await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
            await Eventually.TrueAsync(() => Task.FromResult(Uploads(request).Count == 2));
        }

        var uploads = Uploads(request);
        var trace = _activities.Where(activity => activity.TraceId == uploads[0].TraceId).ToList();
        Assert.Equal(uploads[0].TraceId, uploads[1].TraceId);
        Assert.NotEqual(request.TraceId, uploads[0].TraceId);
        Assert.Equal(
            ["eventpics.put", "eventpics.put", "eventpics.upload", "eventpics.upload", "eventpics.upload_url"],
            trace.Select(static activity => activity.OperationName).Order(StringComparer.Ordinal));
        Assert.All(trace.Where(static activity => activity.OperationName != "eventpics.upload"), activity => Assert.Contains(activity.ParentSpanId, uploads.Select(static upload => upload.SpanId)));
        Assert.Equal(ActivityStatusCode.Error, uploads[0].Status);
        Assert.Single(_sizes, static size => size == Length);
    }

    [Theory]
    [InlineData("stopped")]
    [InlineData("removed")]
    public async Task An_attempt_that_did_not_fail_does_not_show_the_error_of_an_earlier_one(string how)
    {
        var (puts, reached, release) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        Service.OnPut = async (_, _, token) =>
        {
            if (Interlocked.Increment(ref puts) == 1)
            {
                throw FakeUploadService.Failure(EventPicsError.ServerError);
            }

            reached.TrySetResult();
            await (how == "stopped" ? Task.Delay(Timeout.Infinite, token) : release.Task);
        };
        using var requests = new ActivitySource("test.requests");
        using var activity = requests.StartActivity("POST /photos")!;
        await using (var queue = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token))
        {
            var photo = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            await reached.Task.WaitAsync(TestTimeout.Default, Token);
            _ = how == "removed" && await queue.RemoveAsync(photo.Id, Token);
            release.SetResult();
        }

        await Eventually.TrueAsync(() => Task.FromResult(Uploads(activity.Context).Count == 2));
        Assert.Equal(
            [ActivityStatusCode.Error, ActivityStatusCode.Unset], Uploads(activity.Context).Select(static upload => upload.Status));
    }

    private List<Activity> Uploads(ActivityContext request) => [.. _activities.Where(activity =>
        activity.OperationName == "eventpics.upload" && activity.Links.Any(link => link.Context.SpanId == request.SpanId))];
}
