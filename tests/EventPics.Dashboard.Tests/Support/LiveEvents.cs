namespace EventPics.Dashboard.Tests.Support;

/// <summary>The stream of changes, as a page's EventSource reads it.</summary>
internal sealed class LiveEvents : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private LiveEvents(HttpResponseMessage response, Stream stream) => (_response, _reader) = (response, new StreamReader(stream));

    public static async Task<LiveEvents> OpenAsync(DashboardApp app, string? lastEventId = null)
    {
        var response = await RequestAsync(app, lastEventId);
        return new LiveEvents(
            response.EnsureSuccessStatusCode(), await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    public static async Task<HttpResponseMessage> RequestAsync(DashboardApp app, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Page.AbsoluteUri + "/api/changes"));
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        return await app.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads the next event that is not a status.</summary>
    public Task<(string Id, string Type, string Data)> ReadAsync() =>
        FindAsync().WaitAsync(TestTimeout.Default, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }

    private async Task<(string Id, string Type, string Data)> FindAsync()
    {
        while (true)
        {
            var (id, type, data) = (await ReadFieldAsync("id"), await ReadFieldAsync("event"), await ReadFieldAsync("data"));
            Assert.Equal("", await ReadLineAsync());
            if (type != "status")
            {
                return (id, type, data);
            }
        }
    }

    private async Task<string> ReadFieldAsync(string name)
    {
        var line = await ReadLineAsync();
        Assert.StartsWith(name + ": ", line, StringComparison.Ordinal);
        return line[(name.Length + 2)..];
    }

    private async Task<string> ReadLineAsync() =>
        await _reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new EndOfStreamException();
}
