using System.Text;
using System.Text.Json;

namespace EventPics.Emulator.Internal.Calls;

/// <summary>The body of a request for an upload URL.</summary>
internal sealed record UploadUrlRequestBody(string? ApiKey, string? LinkId, string? AlbumId, string? FileName, DateTimeOffset? TakenAt)
{
    private const int MaxNameBytes = 255;

    /// <summary>What is missing or invalid, or null.</summary>
    public string? Problem => this switch
    {
        { LinkId: null or "" } => "linkId is missing.",
        { AlbumId: "" } => "albumId is empty.",
        { FileName: null } => "fileName is missing.",
        _ when string.IsNullOrWhiteSpace(FileName) => "fileName is empty.",
        _ when FileName is "." or ".." || FileName.IndexOfAny(['/', '\\']) >= 0 => "fileName is not a plain name.",
        _ when FileName.Any(char.IsControl) => "fileName has control characters.",
        _ when Encoding.UTF8.GetByteCount(FileName) > MaxNameBytes => "fileName is longer than 255 bytes.",
        _ => null,
    };

    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="FormatException">JSON, but a member has the wrong type; the message says which.</exception>
    public static UploadUrlRequestBody Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            return Read(document.RootElement);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is valid JSON, but not valid text.
            throw new FormatException("The body is not valid Unicode.");
        }
    }

    // A record prints its members; the key must not leak that way.
    public override string ToString() => $"{LinkId} {AlbumId} {FileName}";

    private static UploadUrlRequestBody Read(JsonElement body) => body.ValueKind == JsonValueKind.Object
        ? new UploadUrlRequestBody(
            ReadText(body, "apiKey"), ReadText(body, "linkId"), ReadText(body, "albumId"), ReadText(body, "fileName"),
            ReadTime(body, "takenAt"))
        : throw new FormatException("The body is not a JSON object.");

    private static string? ReadText(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new FormatException($"{name} must be a string.");
    }

    private static DateTimeOffset? ReadTime(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var milliseconds))
        {
            throw new FormatException($"{name} must be a whole number of milliseconds.");
        }

        return milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new FormatException($"{name} is out of range.");
    }
}
