using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.OperatorApp.PhoneAccess;
using EventPics.Cli.OperatorApp.Settings;
using EventPics.Cli.OperatorApp.Setup;
using EventPics.Cli.Profiles;
using EventPics.Emulator;
using EventPics.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.Cli.Tests.OperatorApp.Support;

/// <summary>The operator app's pages on a socket, with a queue on disk and the emulator as the service.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    /// <summary>Has a request come from another address.</summary>
    public const string RemoteHeader = "X-Test-Remote";

    // The network of documentation, which tests may use as if it were a private one.
    public static readonly LanAddresses TestLan = new(
        IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"));

    private readonly WebApplication _app;

    private TestApp(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.First().TrimEnd('/') + "/");
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public PhoneAccessControl PhoneAccess => _app.Services.GetRequiredService<PhoneAccessControl>();

    public LanEndpoints Lan => _app.Services.GetRequiredService<LanEndpoints>();

    public UploadQueue Queue => _app.Services.GetRequiredService<UploadQueue>();

    public CommandContext Context => _app.Services.GetRequiredService<CommandContext>();

    public ProfileStore Profiles => _app.Services.GetRequiredService<ProfileStore>();

    public static async Task<TestApp> StartAsync(
        EventPicsEmulator emulator, TempFolder folder, TimeProvider? time = null, ILoggerProvider? log = null)
    {
        var context = new CommandContext
        {
            Texts = new Texts(),
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            BaseAddress = emulator.BaseAddress,
            DataDirectory = folder.PathOf("data"),
            Loggers = NullLoggerFactory.Instance,
            Shutdown = new ShutdownSignal(TimeProvider.System),
        };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (log is not null)
        {
            builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services
            .AddEventPics(client => (client.ApiKey, client.BaseAddress) = (emulator.ApiKey, emulator.BaseAddress))
            .AddUploadQueue(queue => queue.Folder = context.QueueFolder);
        builder.AddPhoneAccess(context.DataDirectory, time ?? TimeProvider.System, TestLan);
        builder.Services.AddSingleton(context);
        builder.Services.AddSingleton(new ProfileStore(context));
        builder.Services.AddSingleton<SetupEndpoints>();
        builder.Services.AddSingleton<SettingsEndpoints>();
        var app = builder.Build();
        app.Use((context, next) =>
        {
            if (context.Request.Headers[RemoteHeader] is [{ } remote])
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(remote);
            }

            return next(context);
        });
        app.UsePhoneAccess();
        app.MapPhoneAccess();
        app.MapDashboards("Fotobox");
        app.Services.GetRequiredService<SettingsEndpoints>().Map(app);
        app.Services.GetRequiredService<SetupEndpoints>().Map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var started = new TestApp(app);
        started.Lan.Start(started.Address.Port);
        return started;
    }

    /// <summary>Sends a request with headers as a browser sends them.</summary>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(Address, path));
        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>Reads something as the operator's page does.</summary>
    public async Task<JsonElement> ReadAsync(string path)
    {
        using var response = await GetAsync("/app/api/" + path);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>Changes something as the operator's page does.</summary>
    public async Task<JsonElement> ChangeAsync(string path, object body)
    {
        var token = (await ReadAsync("token")).GetProperty("token").GetString()!;
        using var response = await SendAsync(
            HttpMethod.Post, "/app/api/" + path, body, ("Sec-Fetch-Site", "same-origin"), ("X-EventPics-Token", token));
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Context.Shutdown.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
