using System.Text.Json.Serialization;
using EventPics.Cli.OperatorApp.PhoneAccess;

namespace EventPics.Cli.OperatorApp.Pages;

/// <summary>The JSON of the pages. Its encoder escapes markup, so that it can stand in a page.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    UseStringEnumConverter = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(PhoneAccessSettings))]
[JsonSerializable(typeof(WirePageSettings))]
[JsonSerializable(typeof(WireProblem))]
[JsonSerializable(typeof(WireToken))]
[JsonSerializable(typeof(WirePin))]
[JsonSerializable(typeof(WireSignIn))]
[JsonSerializable(typeof(WireSession))]
[JsonSerializable(typeof(WirePhoneAccess))]
[JsonSerializable(typeof(WirePhoneAccessChange))]
internal sealed partial class OperatorJson : JsonSerializerContext;
