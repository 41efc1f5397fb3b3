using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EventPics.Emulator;
using EventPics.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventPics.Dashboard.Tests.Support;

/// <summary>An application with a dashboard on a socket, a queue on disk, and the emulator as the service.</summary>
internal sealed class DashboardApp : IAsyncDisposable
{
    public const string Path = "/eventpics";

    private readonly WebApplication _app;

    private DashboardApp(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single().TrimEnd('/') + "/");
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public Uri Page => new(Address, Path);

    public HttpClient Client { get; }

    public UploadQueue Queue => _app.Services.GetRequiredService<UploadQueue>();

    public IServiceProvider Services => _app.Services;

    public static async Task<DashboardApp> StartAsync(
        EventPicsEmulator emulator,
        TempFolder folder,
        Action<EventPicsDashboardOptions>? options = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null,
        Uri? address = null,
        Action<EventPicsBuilder>? eventPics = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address?.AbsoluteUri ?? "http://127.0.0.1:0");
        var eventPicsBuilder = builder.Services.AddEventPics(client => Connect(client, emulator))
            .AddUploadQueue(queue => queue.Folder = folder.PathOf("queue"));
        eventPics?.Invoke(eventPicsBuilder);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        if (map is null)
        {
            app.MapEventPicsDashboard(Path, options);
        }
        else
        {
            map(app);
        }

        await app.StartAsync(TestContext.Current.CancellationToken);
        return new DashboardApp(app);
    }

    public static void Connect(EventPicsClientOptions client, EventPicsEmulator emulator)
    {
        client.ApiKey = emulator.ApiKey;
        client.BaseAddress = emulator.BaseAddress;
        client.BaseDelay = TimeSpan.FromMilliseconds(50);
        client.MaxRetries = 0;
    }

    public async Task<QueuedUpload> EnqueueAsync(string linkId, string name, byte[]? bytes = null) => await Queue.EnqueueAsync(
        new UploadRequest(
            linkId, name, UploadContent.FromBytes(bytes ?? TestImages.Jpeg(2000, name.GetHashCode(StringComparison.Ordinal)))),
        TestContext.Current.CancellationToken);

    /// <summary>Enqueues photos named by their number, a few at a time.</summary>
    public Task EnqueueManyAsync(string linkId, int count) => Parallel.ForEachAsync(
        Enumerable.Range(1, count),
        new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken },
        async (number, _) => await EnqueueAsync(linkId, $"{number}.jpg", TestImages.Jpeg(64, number)));

    public Task<JsonElement> GetJsonAsync(string path) =>
        Client.GetFromJsonAsync<JsonElement>(new Uri(Page.AbsoluteUri + path), TestContext.Current.CancellationToken);

    /// <summary>A GET with headers as a browser or a proxy sends them.</summary>
    public Task<HttpResponseMessage> GetAsync(string path = "", params (string Name, string Value)[] headers) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(Page.AbsoluteUri + path)), headers);

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        using (request)
        {
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            return await Client.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    public async Task<string> GetTokenAsync() => (await GetJsonAsync("/api/token")).GetProperty("token").GetString()!;

    /// <summary>Changes something as a page does.</summary>
    public async Task<JsonElement> DoAsync(string action, object body)
    {
        using var response = await PostAsync(action, body, await GetTokenAsync(), ("Sec-Fetch-Site", "same-origin"));
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public async Task<HttpResponseMessage> PostAsync(
        string action, object body, string? token, params (string Name, string Value)[] headers)
    {
        var json = body as string ?? JsonSerializer.Serialize(body);
        return await SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri($"{Page.AbsoluteUri}/api/{action}"))
            {
                Content = new StringContent(json, Encoding.UTF8, "application/json"),
            },
            token is null ? headers : [.. headers, ("X-EventPics-Token", token)]);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
