using System.Text;

namespace EventPics.Tests;

/// <summary>A request as it would have gone over the wire.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The address, as sent.</param>
/// <param name="Headers">All headers, those of the body included.</param>
/// <param name="Body">The body; empty when there is none.</param>
internal sealed record SentRequest(HttpMethod Method, string Url, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public static async Task<SentRequest> ReadAsync(HttpRequestMessage request)
    {
        // What is known before the body is read: a length that is not means chunks.
        var length = request.Content?.Headers.ContentLength;
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync();
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .Where(header => header.Key != "Content-Length" || length is not null)
            .ToDictionary(header => header.Key, header => string.Join(header.Key == "User-Agent" ? " " : ", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new(request.Method, request.RequestUri!.AbsoluteUri, headers, body);
    }
}
