using System.Net.Http.Json;

namespace EventPics.Cli.Internal;

/// <summary>Posts the news as JSON.</summary>
internal sealed class WebHook(Uri url, Texts texts) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public async Task TellAsync(HookBody news, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync(url, news, JsonLines.Default.HookBody, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw new ToolException(ExitCodes.Refused, texts.HookStatus((int)response.StatusCode));
        }
    }

    public void Dispose() => _http.Dispose();
}
