using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Parsing;

namespace EventPics.Cli.Profiles;

/// <summary>Reads a profile's JSON, and reports all errors together rather than the first one.</summary>
internal sealed class ProfileReader(Texts texts)
{
    // Shorter ones may be part of an ordinary word.
    private const int MinSecretLength = 8;

    // What people call the key, in lower case and without separators.
    private static readonly string[] SecretNames = ["apikey", "eventpicsapikey", "key", "token", "authorization", "xapikey"];

    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly Dictionary<string, Type> Keys = ProfileJson.Default.Profile.Properties
        .ToDictionary(property => property.Name, property => property.PropertyType, StringComparer.Ordinal);

    private readonly List<ProfileError> _errors = [];

    /// <param name="bytes">The file's content.</param>
    /// <param name="apiKey">The stored API key, which the file must not contain anywhere.</param>
    public LoadedProfile Read(ReadOnlyMemory<byte> bytes, string? apiKey)
    {
        if (apiKey is { Length: >= MinSecretLength } && bytes.Span.IndexOf(System.Text.Encoding.UTF8.GetBytes(apiKey)) >= 0)
        {
            return Unreadable(bytes, texts.ApiKeyInProfile);
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            return Unreadable(bytes, texts.ProfileIsNotUtf8);
        }

        try
        {
            using var document = JsonDocument.Parse(WithoutByteOrderMark(bytes), Options);
            var profile = document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : NotAnObject();
            string?[] reported = [.. _errors.Select(error => error.Key)];
            _errors.AddRange(ProfileValidator.Check(profile, texts).Where(error => !reported.Contains(error.Key)));
            return new LoadedProfile(profile, _errors) { Bytes = bytes };
        }
        catch (JsonException e)
        {
            return Unreadable(bytes, texts.MalformedProfile(e.LineNumber + 1 ?? 1, e.BytePositionInLine + 1 ?? 1));
        }
        catch (InvalidOperationException)
        {
            // The parser accepts half of an escaped surrogate pair, such as \ud800, and fails when it is read.
            return Unreadable(bytes, texts.IncompleteCharacterInProfile);
        }
    }

    private static LoadedProfile Unreadable(ReadOnlyMemory<byte> bytes, string error) =>
        new(new Profile(), [new ProfileError(null, error)]) { Bytes = bytes };

    private Profile NotAnObject()
    {
        _errors.Add(new ProfileError(null, texts.ProfileIsNoObject));
        return new Profile();
    }

    // Keys with errors are left out, so that the rest can be read.
    private Profile Read(JsonElement root)
    {
        var readable = new JsonObject();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            if (FindError(property, seen) is { } message)
            {
                _errors.Add(new ProfileError(property.Name.Sanitize(), message));
            }
            else if (property.Value.ValueKind != JsonValueKind.Null)
            {
                readable[property.Name] = JsonNode.Parse(property.Value.GetRawText(), documentOptions: Options);
            }
        }

        return readable.Deserialize(ProfileJson.Default.Profile)!;
    }

    private string? FindError(JsonProperty property, HashSet<string> seen)
    {
        var name = property.Name;
        if (IsSecret(name))
        {
            return texts.ApiKeyInProfile;
        }

        if (!Keys.TryGetValue(name, out var type))
        {
            return texts.UnknownKey(name.Sanitize(), SpellingSuggestion.Find(name, Keys.Keys));
        }

        return !seen.Add(name) ? texts.KeyOnlyOnce(name)
            : property.Value.ValueKind == JsonValueKind.Null ? null
            : IsOfType(property.Value, type) ? null
            : type == typeof(bool) ? texts.KeyTakesBoolean(name)
            : type == typeof(string) ? texts.KeyTakesText(name)
            : texts.KeyTakesList(name);
    }

    private static bool IsOfType(JsonElement value, Type type) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => type == typeof(bool),
        JsonValueKind.String => type == typeof(string),
        JsonValueKind.Array => type == typeof(IReadOnlyList<string>) && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String),
        _ => false,
    };

    private static bool IsSecret(string name) =>
        SecretNames.Contains(string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant());

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
}
