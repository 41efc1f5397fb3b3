namespace EventPics.Queue;

/// <summary>The name under which OpenTelemetry and other listeners find the queue's metrics.</summary>
public static class UploadQueueTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/>: <c>EventPics.Queue</c>.</summary>
    public const string MeterName = "EventPics.Queue";
}
