using System.Text.Json.Serialization;

namespace EventPics.Cli.OperatorApp;

/// <summary>The JSON of the operator app's files.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AppAddress))]
internal sealed partial class AppJson : JsonSerializerContext;
