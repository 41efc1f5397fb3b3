using System.Text.Json.Serialization;

namespace EventPics.Queue.Internal;

/// <summary>Source-generated JSON, so that trimming keeps it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SideCar))]
internal sealed partial class QueueJson : JsonSerializerContext;
