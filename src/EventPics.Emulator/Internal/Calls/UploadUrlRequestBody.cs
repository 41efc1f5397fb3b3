using System.Text;
using System.Text.Json;

namespace EventPics.Emulator.Internal.Calls;

/// <summary>What the body of a request for a link says.</summary>
internal sealed record UploadUrlRequestBody(string? ApiKey, string? LinkId, string? AlbumId, string? FileName, DateTimeOffset? TakenAt)
{
    private const int LongestName = 255;

    /// <summary>What is missing or wrong, or null.</summary>
    public string? Problem => this switch
    {
        { LinkId: null or "" } => "linkId is missing.",
        { AlbumId: "" } => "albumId is empty.",
        { FileName: null } => "fileName is missing.",
        _ when string.IsNullOrWhiteSpace(FileName) => "fileName is empty.",
        _ when FileName is "." or ".." || FileName.IndexOfAny(['/', '\\']) >= 0 => "fileName is not a plain name.",
        _ when FileName.Any(char.IsControl) => "fileName has control characters.",
        _ when Encoding.UTF8.GetByteCount(FileName) > LongestName => "fileName is longer than 255 bytes.",
        _ => null,
    };

    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="FormatException">JSON, but a member has the wrong type; the message says which.</exception>
    public static UploadUrlRequestBody Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            return Read(document.RootElement);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is valid JSON, but no text.
            throw new FormatException("The body is not valid Unicode.");
        }
    }

    // A record prints its members; the key must not get out that way.
    public override string ToString() => $"{LinkId} {AlbumId} {FileName}";

    private static UploadUrlRequestBody Read(JsonElement body) => body.ValueKind == JsonValueKind.Object
        ? new UploadUrlRequestBody(Text(body, "apiKey"), Text(body, "linkId"), Text(body, "albumId"), Text(body, "fileName"), Time(body, "takenAt"))
        : throw new FormatException("The body is not a JSON object.");

    private static string? Text(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new FormatException($"{name} must be a string.");
    }

    private static DateTimeOffset? Time(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out long milliseconds))
        {
            throw new FormatException($"{name} must be a whole number of milliseconds.");
        }

        return milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new FormatException($"{name} is out of range.");
    }
}
