using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace EventPics.Emulator.Tests.Support;

/// <summary>A client of the emulator that uses HttpClient directly.</summary>
internal sealed class TestUploader : IDisposable
{
    private readonly EventPicsEmulator _emulator;

    public TestUploader(EventPicsEmulator emulator)
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

    public Task<HttpResponseMessage> RequestUploadUrlAsync(string fileName = "a.jpg", string? albumId = "a1", string linkId = "abcd1234") =>
        Http.PostAsJsonAsync("getuploadurl", new { apiKey = _emulator.ApiKey, linkId, albumId, fileName }, Token);

    public async Task<string> GetUploadUrlAsync(string fileName = "a.jpg", string? albumId = "a1")
    {
        using var response = await RequestUploadUrlAsync(fileName, albumId);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return json.GetProperty("uploadUrl").GetString()!;
    }

    public Task<HttpResponseMessage> PutAsync(
        string url, byte[] bytes, string contentType = "image/jpeg", Action<HttpRequestMessage>? change = null) =>
        PutAsync(url, new ByteArrayContent(bytes), contentType, change);

    public async Task<HttpResponseMessage> PutAsync(
        string url, HttpContent content, string contentType = "image/jpeg", Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = content };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        change?.Invoke(request);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    public void Dispose() => Http.Dispose();
}
