using System.Text.Json.Serialization;

namespace EventPics.HotFolder.Internal.Claims;

/// <summary>Serializes claim files without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClaimContent))]
internal sealed partial class ClaimJson : JsonSerializerContext;
