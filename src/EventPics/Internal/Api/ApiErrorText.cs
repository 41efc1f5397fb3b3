using System.Text;
using System.Text.Json;

namespace EventPics.Internal.Api;

/// <summary>Reads the description of an error by the API: the message in its JSON, otherwise the text itself.</summary>
internal static class ApiErrorText
{
    private const int MaxLength = 4096;

    public static string Read(ArraySegment<byte> bytes) =>
        bytes.AsSpan() is [(byte)'{', ..] and { Length: <= MaxLength } && ReadMessage(bytes) is { } message
            ? message
            : Encoding.UTF8.GetString(bytes.Array!, bytes.Offset, Math.Min(bytes.Count, MaxLength));

    private static string? ReadMessage(ArraySegment<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return Member(json.RootElement, "message") ?? Member(json.RootElement, "error");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // InvalidOperationException: the string is not valid UTF-16.
        }
    }

    private static string? Member(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String &&
        member.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;
}
