using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace EventPics.Emulator.Tests;

/// <summary>A client of the emulator made of nothing but HttpClient.</summary>
internal sealed class Booth : IDisposable
{
    private readonly EventPicsEmulator _emulator;

    public Booth(EventPicsEmulator emulator)
    {
        _emulator = emulator;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(30) })
        {
            BaseAddress = emulator.BaseAddress,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public HttpClient Http { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<HttpResponseMessage> ListAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "geteventsandalbums");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _emulator.ApiKey);
        return await Http.SendAsync(request, Token);
    }

    public Task<HttpResponseMessage> PostAsync(string json) =>
        Http.PostAsync("getuploadurl", new StringContent(json, new MediaTypeHeaderValue("application/json")), Token);

    public Task<HttpResponseMessage> AskAsync(string fileName = "a.jpg", string? albumId = "a1", string linkId = "abcd1234") =>
        Http.PostAsJsonAsync("getuploadurl", new { apiKey = _emulator.ApiKey, linkId, albumId, fileName }, Token);

    public async Task<string> GetLinkAsync(string fileName = "a.jpg", string? albumId = "a1")
    {
        using HttpResponseMessage response = await AskAsync(fileName, albumId);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement json = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return json.GetProperty("uploadUrl").GetString()!;
    }

    public Task<HttpResponseMessage> PutAsync(string link, byte[] bytes, string contentType = "image/jpeg", Action<HttpRequestMessage>? change = null) =>
        PutAsync(link, new ByteArrayContent(bytes), contentType, change);

    public async Task<HttpResponseMessage> PutAsync(string link, HttpContent content, string contentType = "image/jpeg", Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, link) { Content = content };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        change?.Invoke(request);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    public void Dispose() => Http.Dispose();
}
