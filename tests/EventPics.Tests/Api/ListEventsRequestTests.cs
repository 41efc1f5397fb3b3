namespace EventPics.Tests.Api;

/// <summary>The request for the list of events, exactly as sent.</summary>
public sealed class ListEventsRequestTests
{
    private const string NoEvents = """{"events":[]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_request_is_a_GET_with_the_API_key_as_bearer_token()
    {
        using var transport = new MockTransport(options => options.ApplicationName = "MyBooth/2.1").ExpectList(NoEvents);

        await transport.Client.GetEventsAndAlbumsAsync(Token);

        var sent = Assert.Single(transport.Sent);
        Assert.Equal(HttpMethod.Get, sent.Method);
        Assert.Equal("https://api.eventpics.net/geteventsandalbums", sent.Url);
        Assert.Empty(sent.Body);
        Assert.Equal(
            [
                "Accept: application/json",
                "Authorization: Bearer key-0123456789",
                "Cache-Control: no-store",
                $"User-Agent: EventPics.NET/{Version} MyBooth/2.1",
            ],
            sent.Headers.Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_an_application_name_the_user_agent_is_the_library()
    {
        using var transport = new MockTransport().ExpectList(NoEvents);

        await transport.Client.GetEventsAndAlbumsAsync(Token);

        Assert.Equal($"EventPics.NET/{Version}", transport.Sent[0].Headers["User-Agent"]);
    }

    [Theory]
    [InlineData("https://proxy.example/eventpics", "https://proxy.example/eventpics/geteventsandalbums")]
    [InlineData("https://proxy.example/eventpics/", "https://proxy.example/eventpics/geteventsandalbums")]
    [InlineData("https://proxy.example", "https://proxy.example/geteventsandalbums")]
    [InlineData("https://proxy.example:8443/", "https://proxy.example:8443/geteventsandalbums")]
    public async Task The_base_address_keeps_its_path_and_port(string baseAddress, string url)
    {
        using var transport = new MockTransport(options => options.BaseAddress = new Uri(baseAddress))
            .Expect(HttpMethod.Get, url, () => new() { Content = new StringContent(NoEvents) });

        await transport.Client.GetEventsAndAlbumsAsync(Token);

        Assert.Equal(url, transport.Sent[0].Url);
    }

    private static string Version => typeof(EventPicsClient).Assembly.GetName().Version!.ToString(3);
}
