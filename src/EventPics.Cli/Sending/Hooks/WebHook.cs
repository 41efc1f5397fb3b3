using System.Net.Http.Json;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;

namespace EventPics.Cli.Sending.Hooks;

/// <summary>Posts each call as JSON.</summary>
internal sealed class WebHook(Uri url, Texts texts) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public async Task CallAsync(HookBody call, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync(url, call, JsonOutput.Default.HookBody, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw new CommandException(ExitCodes.Failed, texts.HookStatus((int)response.StatusCode));
        }
    }

    public void Dispose() => _http.Dispose();
}
