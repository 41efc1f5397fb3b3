using System.Text.Json.Serialization;
using EventPics.Cli.OperatorApp.PhoneAccess;
using EventPics.Cli.OperatorApp.Setup;

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
[JsonSerializable(typeof(WireSetup))]
[JsonSerializable(typeof(WireKey))]
[JsonSerializable(typeof(WireKeyResult))]
[JsonSerializable(typeof(WireEvents))]
[JsonSerializable(typeof(WireFolder))]
[JsonSerializable(typeof(IReadOnlyList<WirePlace>))]
[JsonSerializable(typeof(WireContents))]
[JsonSerializable(typeof(WireChoice))]
[JsonSerializable(typeof(WireFindings))]
[JsonSerializable(typeof(WireSpeed))]
[JsonSerializable(typeof(WireStart))]
internal sealed partial class OperatorJson : JsonSerializerContext;
