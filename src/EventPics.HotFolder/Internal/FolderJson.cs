using System.Text.Json.Serialization;

namespace EventPics.HotFolder.Internal;

/// <summary>Writes and reads the hot folder's small files without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FolderFile))]
[JsonSerializable(typeof(ClaimText))]
[JsonSerializable(typeof(MarkText))]
internal sealed partial class FolderJson : JsonSerializerContext;
