using System.Text.Json.Serialization;

namespace EventPics.HotFolder.Internal.History;

/// <summary>Writes and reads the hot folder's small files without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FolderHistoryContent))]
[JsonSerializable(typeof(MarkerContent))]
internal sealed partial class FolderJson : JsonSerializerContext;
