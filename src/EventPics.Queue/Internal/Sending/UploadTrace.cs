using System.Diagnostics;
using System.Diagnostics.Metrics;
using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Sending;

/// <summary>
/// The trace and the metrics of an upload through the queue, under the names that the client uses: the queue makes the calls that the client's own upload
/// would make. A listener that throws never makes an upload fail.
/// </summary>
internal sealed class UploadTrace : IDisposable
{
    private static readonly ActivitySource Source = new(EventPicsTelemetry.ActivitySourceName);
    private static readonly Meter Meter = new(EventPicsTelemetry.MeterName);

    private static readonly Counter<long> Uploads =
        Meter.CreateCounter<long>("eventpics.client.uploads", "{upload}", "Uploads that ended, by outcome.");

    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("eventpics.client.upload.duration", "s", "Time from the call to the storage's confirmation, by outcome.");

    private static readonly Counter<long> Bytes =
        Meter.CreateCounter<long>("eventpics.client.upload.size", "By", "Bytes of confirmed uploads.");

    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly Activity? _activity;

    private UploadTrace(TimeProvider time, Activity? activity) => (_time, _startedAt, _activity) = (time, time.GetTimestamp(), activity);

    /// <summary>The context that later attempts of the job continue.</summary>
    public string? Id => _activity is { IdFormat: ActivityIdFormat.W3C } ? _activity.Id : null;

    /// <summary>Starts an attempt: in the trace of the job's earlier ones, and linked to the request that enqueued it.</summary>
    public static UploadTrace Start(QueueJob job, TimeProvider time)
    {
        Activity.Current = null; // Whatever woke the worker has nothing to do with this photo.
        try
        {
            ActivityContext.TryParse(job.Trace, null, isRemote: true, out var parent);
            var links = ActivityContext.TryParse(job.TraceParent, null, isRemote: true, out var enqueued) ? [new ActivityLink(enqueued)] : Array.Empty<ActivityLink>();
            var activity = Source.StartActivity("eventpics.upload", ActivityKind.Internal, parent, links: links);
            activity?.SetTag("eventpics.upload.size", job.Length);
            return new UploadTrace(time, activity);
        }
        catch (Exception)
        {
            Activity.Current = null;
            return new UploadTrace(time, null);
        }
    }

    /// <summary>Ends it with what became of the job, and the error that ended this attempt.</summary>
    public void End(QueueJob job, EventPicsError? attemptError) => Safely(() =>
    {
        _activity?.SetTag("eventpics.upload.attempts", job.Attempts);
        if (job.State == QueuedUploadState.Uploaded)
        {
            Record("success");
            Bytes.Add(job.Length);
        }
        else if (attemptError is { } error)
        {
            _activity?.SetTag("error.type", error.ToString());
            _activity?.SetStatus(ActivityStatusCode.Error, error.ToString());
            if (job.State == QueuedUploadState.Failed)
            {
                Record(error.ToString());
            }
        }
    });

    public void Dispose() => Safely(() => _activity?.Dispose());

    private void Record(string outcome)
    {
        var tag = new KeyValuePair<string, object?>("eventpics.outcome", outcome);
        Uploads.Add(1, tag);
        Duration.Record(_time.GetElapsedTime(_startedAt).TotalSeconds, tag);
    }

    private static void Safely(Action record)
    {
        try
        {
            record();
        }
        catch (Exception)
        {
            // The measurement is lost; the upload is not.
        }
    }
}
