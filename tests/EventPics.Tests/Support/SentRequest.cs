using System.Text;

namespace EventPics.Tests.Support;

/// <summary>A request as it would have been sent.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The address, as sent.</param>
/// <param name="Headers">All headers, including those of the body.</param>
/// <param name="Body">The body; empty when there is none.</param>
internal sealed record SentRequest(HttpMethod Method, string Url, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public static async Task<SentRequest> ReadAsync(HttpRequestMessage request)
    {
        // Read before the body: without a known length the request would use chunked encoding.
        var length = request.Content?.Headers.ContentLength;
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync();
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .Where(header => header.Key != "Content-Length" || length is not null)
            .ToDictionary(
                header => header.Key, header => string.Join(header.Key == "User-Agent" ? " " : ", ", header.Value),
                StringComparer.OrdinalIgnoreCase);
        return new(request.Method, request.RequestUri!.AbsoluteUri, headers, body);
    }
}
