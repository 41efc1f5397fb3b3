using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventPics.Queue.Internal;

/// <summary>Source-generated JSON, so that trimming keeps it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SideCar))]
[JsonSerializable(typeof(ExportNote))]
[JsonSerializable(typeof(IReadOnlyCollection<string>))]
internal sealed partial class QueueJson : JsonSerializerContext
{
    public static string Of(IReadOnlyCollection<string> texts) => JsonSerializer.Serialize(texts, Default.IReadOnlyCollectionString);
}
