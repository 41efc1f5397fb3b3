namespace EventPics;

/// <summary>The names under which OpenTelemetry and other listeners find the client's traces and metrics.</summary>
public static class EventPicsTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/>: <c>EventPics</c>.</summary>
    public const string ActivitySourceName = "EventPics";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/>: <c>EventPics</c>.</summary>
    public const string MeterName = "EventPics";
}
