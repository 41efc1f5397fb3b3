using System.Net;
using System.Text.Json;

namespace EventPics.Cli.Tests.OperatorApp.Support;

/// <summary>A phone on the local network that keeps its cookies, unless it is told to forget them.</summary>
internal sealed class TestPhone(TestApp app, string address = "192.0.2.77")
{
    public string? Cookie { get; set; }

    /// <summary>The Host that it sends; by default, the address that it reaches this computer under.</summary>
    public string Host { get; init; } = "127.0.0.1";

    public async Task<HttpResponseMessage> SignInAsync(string pin, string site = "same-origin")
    {
        var response = await SendAsync(HttpMethod.Post, "/app/api/sign-in", new { pin }, ("Sec-Fetch-Site", site));
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            Cookie = cookies.Single(cookie => cookie.StartsWith("eventpics-phone=", StringComparison.Ordinal)).Split(';')[0];
        }

        return response;
    }

    public async Task<HttpStatusCode> GetStatusAsync(string path = "/api/status")
    {
        using var response = await GetAsync(path);
        return response.StatusCode;
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>Changes something as the dashboard does, with its token.</summary>
    public async Task<HttpResponseMessage> ChangeAsync(string path, object body)
    {
        using var response = await GetAsync("/api/token");
        var token = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .RootElement.GetProperty("token").GetString()!;
        return await SendAsync(HttpMethod.Post, path, body, ("Sec-Fetch-Site", "same-origin"), ("X-EventPics-Token", token));
    }

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, object? body, params (string Name, string Value)[] headers) =>
        app.SendAsync(
            method, path, body,
            [.. headers, (TestApp.RemoteHeader, address), ("Host", Host), .. Cookie is null ? [] : new[] { ("Cookie", Cookie) }]);
}
