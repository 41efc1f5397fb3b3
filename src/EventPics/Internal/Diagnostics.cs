using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;

namespace EventPics.Internal;

/// <summary>The client's traces and metrics. No tag contains an API key, an upload URL, a file name or a URL's path.</summary>
internal static class Diagnostics
{
    public static readonly ActivitySource Activities = new(EventPicsTelemetry.ActivitySourceName);

    private static readonly Meter Meter = new(EventPicsTelemetry.MeterName);

    private static readonly Counter<long> Uploads =
        Meter.CreateCounter<long>("eventpics.client.uploads", "{upload}", "Uploads that ended, by outcome.");

    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>(
            "eventpics.client.upload.duration", "s", "Time from the call to the storage's confirmation, by outcome.");

    private static readonly Counter<long> Bytes =
        Meter.CreateCounter<long>("eventpics.client.upload.size", "By", "Bytes of confirmed uploads.");

    private static readonly Counter<long> Retries =
        Meter.CreateCounter<long>("eventpics.client.retries", "{retry}", "Retried calls, by operation and reason.");

    private static readonly Counter<long> UploadUrls =
        Meter.CreateCounter<long>("eventpics.client.upload_urls", "{url}", "Upload URLs issued.");

    public static void Uploaded(TimeSpan duration, long bytes) => Safely(() =>
    {
        Ended("success", duration);
        Bytes.Add(bytes);
    });

    public static void UploadFailed(TimeSpan duration, string errorType) => Safely(() => Ended(errorType, duration));

    public static void Retried(string operation, EventPicsError reason)
    {
        if (Retries.Enabled)
        {
            Safely(() => Retries.Add(1, new("eventpics.operation", operation), new("error.type", reason.ToString())));
        }
    }

    public static void UploadUrlIssued() => Safely(static () => UploadUrls.Add(1));

    public static void SetStatusCode(Activity? activity, HttpStatusCode? status)
    {
        if (activity is not null && status is { } code)
        {
            activity.SetTag("http.response.status_code", (int)code);
        }
    }

    public static void Fail(Activity? activity, string errorType)
    {
        activity?.SetTag("error.type", errorType);
        activity?.SetStatus(ActivityStatusCode.Error, errorType);
    }

    // A listener that throws must not turn a stored photo into a failed upload.
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

    private static void Ended(string outcome, TimeSpan duration)
    {
        var tag = new KeyValuePair<string, object?>("eventpics.outcome", outcome);
        Uploads.Add(1, tag);
        Duration.Record(duration.TotalSeconds, tag);
    }
}
