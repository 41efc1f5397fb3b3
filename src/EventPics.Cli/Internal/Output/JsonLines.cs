using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EventPics.Cli.Internal;

/// <summary>Writes results as JSON, one object a line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CachedEvents))]
[JsonSerializable(typeof(CheckLine))]
[JsonSerializable(typeof(CountLine))]
[JsonSerializable(typeof(EventOut))]
[JsonSerializable(typeof(ExportedPhoto))]
[JsonSerializable(typeof(FileLine))]
[JsonSerializable(typeof(HealthLine))]
[JsonSerializable(typeof(HookBody))]
[JsonSerializable(typeof(QueueLine))]
[JsonSerializable(typeof(ReportLine))]
[JsonSerializable(typeof(ReportSummaryLine))]
[JsonSerializable(typeof(SkippedLine))]
[JsonSerializable(typeof(StartedLine))]
[JsonSerializable(typeof(StateLine))]
[JsonSerializable(typeof(StatusLine))]
[JsonSerializable(typeof(SummaryLine))]
[JsonSerializable(typeof(VerdictLine))]
internal sealed partial class JsonLines : JsonSerializerContext
{
    // Names with umlauts stay readable; every reader of JSON takes them.
    private static readonly JsonLines Lines = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static void Write<T>(TextWriter writer, T value)
    {
        writer.WriteLine(JsonSerializer.Serialize(value, (JsonTypeInfo<T>)Lines.GetTypeInfo(typeof(T))!));
        writer.Flush();
    }

    public static void WriteSummary(TextWriter writer, Tally tally) =>
        Write(writer, new SummaryLine("summary", tally.Uploaded, tally.Duplicates, tally.Failed, tally.Waiting, tally.Skipped));
}
