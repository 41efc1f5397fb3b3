using System.Globalization;
using System.Text.RegularExpressions;
using EventPics.Cli.Context;

namespace EventPics.Cli.Sending.Hooks;

/// <summary>What a command learns about a photo or problem: as placeholders in its arguments, and as environment variables.</summary>
internal sealed partial class HookValues
{
    private readonly Dictionary<string, string> _values;

    public HookValues(HookBody call, DateTimeOffset now) => _values = new(StringComparer.Ordinal)
    {
        ["{file}"] = call.File,
        ["{event}"] = call.LinkId ?? "",
        ["{album}"] = call.AlbumId ?? "",
        ["{state}"] = call.State ?? "",
        ["{message}"] = call.Message ?? "",
        ["{time}"] = (call.UploadedAt ?? now).ToString("O", CultureInfo.InvariantCulture),
    };

    public IEnumerable<KeyValuePair<string, string>> Variables =>
        _values.Select(value => KeyValuePair.Create(VariableFor(value.Key), value.Value));

    public static string VariableFor(string placeholder) => placeholder switch
    {
        "{file}" => "EVENTPICS_FILE",
        "{event}" => "EVENTPICS_EVENT",
        "{album}" => "EVENTPICS_ALBUM",
        "{state}" => "EVENTPICS_STATE",
        "{message}" => "EVENTPICS_MESSAGE",
        _ => "EVENTPICS_UPLOADED_AT",
    };

    /// <summary>The first placeholder in an argument.</summary>
    public static string? FindFirst(string word) => Placeholder().Match(word) is { Success: true } found ? found.Value : null;

    // In one pass, since a file's name may look like a placeholder.
    public string Substitute(string word) => Placeholder().Replace(word, found => _values[found.Value]);

    [GeneratedRegex("{(?:file|event|album|state|message|time)}")]
    private static partial Regex Placeholder();
}
