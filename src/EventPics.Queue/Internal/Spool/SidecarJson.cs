using System.Text.Json.Serialization;

namespace EventPics.Queue.Internal.Spool;

/// <summary>Source-generated JSON, so that trimming keeps it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Sidecar))]
[JsonSerializable(typeof(ExportSidecar))]
internal sealed partial class SidecarJson : JsonSerializerContext;
