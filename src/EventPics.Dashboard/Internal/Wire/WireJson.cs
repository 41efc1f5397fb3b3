using System.Text.Json.Serialization;

namespace EventPics.Dashboard.Internal.Wire;

/// <summary>The JSON of the pages. Its encoder escapes markup, so that it can stand in a page.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    UseStringEnumConverter = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(WirePage))]
[JsonSerializable(typeof(IReadOnlyList<WireUpload>))]
[JsonSerializable(typeof(WireStatus))]
[JsonSerializable(typeof(WireSettings))]
[JsonSerializable(typeof(WireToken))]
[JsonSerializable(typeof(WireEvents))]
[JsonSerializable(typeof(WireWrapUp))]
[JsonSerializable(typeof(WireError))]
[JsonSerializable(typeof(WireAction))]
[JsonSerializable(typeof(WireResult))]
internal sealed partial class WireJson : JsonSerializerContext;
