using EventPics;
using EventPics.Queue;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace WebBooth.Web;

/// <summary>OpenTelemetry, when OTEL_EXPORTER_OTLP_ENDPOINT names a collector.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        // Without the instrumentation of HttpClient: it would record upload URLs, and anyone who has one can write to the album.
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddSource(EventPicsTelemetry.ActivitySourceName))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter(EventPicsTelemetry.MeterName, UploadQueueTelemetry.MeterName))
            .UseOtlpExporter();
    }
}
