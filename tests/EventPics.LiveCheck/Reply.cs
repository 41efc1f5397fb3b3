using System.Net.Http.Headers;

namespace EventPics.LiveCheck;

/// <summary>A response with its secrets, for the questions alone.</summary>
internal sealed record Reply(int Status, string Body, HttpResponseHeaders Headers)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    // A record prints its members; an upload URL must not leak that way.
    public override string ToString() => $"{Status}";
}
