using System.Net.Http.Json;

namespace EventPics.Cli.Internal;

/// <summary>Posts the news as JSON.</summary>
internal sealed class WebHook(Uri url) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public async Task TellAsync(HookBody news, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync(url, news, JsonLines.Default.HookBody, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();
}
