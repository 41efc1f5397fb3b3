using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventPics.Queue.Internal.Spool;

/// <summary>Source-generated JSON, so that trimming keeps it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Sidecar))]
[JsonSerializable(typeof(ExportSidecar))]
[JsonSerializable(typeof(IReadOnlyCollection<string>))]
internal sealed partial class SidecarJson : JsonSerializerContext
{
    public static string ToJson(IReadOnlyCollection<string> texts) => JsonSerializer.Serialize(texts, Default.IReadOnlyCollectionString);
}
