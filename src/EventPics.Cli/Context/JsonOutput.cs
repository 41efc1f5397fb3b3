using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EventPics.Cli.Model;

namespace EventPics.Cli.Context;

/// <summary>Writes results as JSON, one object per line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CachedEvents))]
[JsonSerializable(typeof(CheckLine))]
[JsonSerializable(typeof(CountLine))]
[JsonSerializable(typeof(EventLine))]
[JsonSerializable(typeof(ExportedPhoto))]
[JsonSerializable(typeof(FileLine))]
[JsonSerializable(typeof(HealthLine))]
[JsonSerializable(typeof(HookBody))]
[JsonSerializable(typeof(ProfileErrorLine))]
[JsonSerializable(typeof(ProfileLine))]
[JsonSerializable(typeof(QueueLine))]
[JsonSerializable(typeof(ReportLine))]
[JsonSerializable(typeof(ReportSummaryLine))]
[JsonSerializable(typeof(SkippedLine))]
[JsonSerializable(typeof(StartedLine))]
[JsonSerializable(typeof(StateLine))]
[JsonSerializable(typeof(StatusLine))]
[JsonSerializable(typeof(SummaryLine))]
[JsonSerializable(typeof(DoctorResultLine))]
internal sealed partial class JsonOutput : JsonSerializerContext
{
    // Names with umlauts stay readable; every JSON parser accepts them.
    private static readonly JsonOutput Relaxed = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static void Write<T>(TextWriter writer, T value)
    {
        writer.WriteLine(JsonSerializer.Serialize(value, (JsonTypeInfo<T>)Relaxed.GetTypeInfo(typeof(T))!));
        writer.Flush();
    }

    public static void WriteSummary(TextWriter writer, UploadSummary summary) =>
        Write(writer, new SummaryLine("summary", summary.Uploaded, summary.Duplicates, summary.Failed, summary.Waiting, summary.Skipped));
}
