using System.Net.ServerSentEvents;
using System.Text.Json;

namespace EventPics.Dashboard.Tests.Support;

/// <summary>The stream of changes, as a page's EventSource reads it.</summary>
internal sealed class LiveEvents : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private LiveEvents(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _events = SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
    }

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

    /// <summary>Reads until the status has this health. Returns the types of the events before.</summary>
    public Task<IReadOnlyList<string>> ReadUntilHealthAsync(string health) =>
        FindHealthAsync(health).WaitAsync(TestTimeout.Default, TestContext.Current.CancellationToken);

    public void Dispose() => _response.Dispose();

    private async Task<IReadOnlyList<string>> FindHealthAsync(string health)
    {
        var types = new List<string>();
        while (await _events.MoveNextAsync())
        {
            types.Add(_events.Current.EventType);
            if (types[^1] == "status" && JsonElement.Parse(_events.Current.Data).GetProperty("health").GetString() == health)
            {
                return types;
            }
        }

        throw new EndOfStreamException();
    }

    private async Task<(string Id, string Type, string Data)> FindAsync()
    {
        while (await _events.MoveNextAsync())
        {
            if (_events.Current is { EventType: not "status" and var type, EventId: { } id, Data: var data })
            {
                return (id, type, data);
            }
        }

        throw new EndOfStreamException();
    }
}
