using System.Text.Json.Serialization;

namespace EventPics.HotFolder.Internal.History;

/// <summary>Serializes the history and the markers without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(FolderHistoryContent))]
[JsonSerializable(typeof(MarkerContent))]
internal sealed partial class FolderJson : JsonSerializerContext;
