using System.Text.Json;

namespace EventPics.Emulator.Tests.Support;

/// <summary>Reads the gallery's server-sent events as a browser does.</summary>
internal sealed class GalleryEvents : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private GalleryEvents(HttpResponseMessage response, Stream body) => (_response, _reader) = (response, new StreamReader(body));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<GalleryEvents> OpenAsync(HttpClient http, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "gallery/changes");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        return new GalleryEvents(response, await response.Content.ReadAsStreamAsync(Token));
    }

    public async Task<(string Id, string Type, JsonElement Data)> ReadAsync()
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await _reader.ReadLineAsync(Token) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            fields.Add(line[..colon], line[(colon + 2)..]);
        }

        return (fields["id"], fields["event"], JsonElement.Parse(fields["data"]));
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }
}
