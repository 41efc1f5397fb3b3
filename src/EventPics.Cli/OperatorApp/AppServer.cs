using System.Net;
using EventPics.Cli.Context;
using EventPics.Cli.OperatorApp.PhoneAccess;
using EventPics.Cli.OperatorApp.Settings;
using EventPics.Cli.OperatorApp.Setup;
using EventPics.HotFolder;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventPics.Cli.OperatorApp;

/// <summary>Serves the pages on this computer.</summary>
internal sealed class AppServer : IAsyncDisposable
{
    // After them, the system chooses.
    private const int PortsToTry = 20;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    private readonly WebApplication _application;

    private AppServer(WebApplication application) => _application = application;

    /// <summary>The address of the first page on this computer.</summary>
    public string Address => new Uri(_application.Urls.First()).AbsoluteUri;

    private int Port => new Uri(_application.Urls.First()).Port;

    /// <summary>Starts on the port, otherwise on the next one that is free.</summary>
    public static async Task<AppServer> StartAsync(CommandContext context, int port, ProfileSupervisor supervisor)
    {
        int[] ports = [.. Enumerable.Range(port, PortsToTry).Where(each => each <= IPEndPoint.MaxPort), 0];
        foreach (var each in port == 0 ? [0] : ports)
        {
            var application = Create(context, each, supervisor);
            try
            {
                await application.StartAsync(CancellationToken.None).ConfigureAwait(false);
                var server = new AppServer(application);
                application.Services.GetRequiredService<LanEndpoints>().Start(server.Port);
                return server;
            }
            catch (Exception e) when (each != 0 && PortError.TryCreate(e, each, context.Texts) is not null)
            {
                await application.DisposeAsync().ConfigureAwait(false);
            }
        }

        throw new CommandException(Model.ExitCodes.Failed, context.Texts.PortInUse(port));
    }

    /// <summary>Ends the requests under way, with force after a second: a device on the network may send a body forever.</summary>
    public Task StopAsync() => _application.StopAsync();

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static WebApplication Create(CommandContext context, int port, ProfileSupervisor supervisor)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
        builder.Services.AddLogging().AddSingleton(context.Loggers).AddRoutingCore();
        builder.AddPhoneAccess(context.DataDirectory, context.Time, LanAddresses.Private);
        builder.Services.AddSingleton<SettingsEndpoints>();
        builder.Services.AddSingleton<SetupEndpoints>();
        builder.Services.AddSingleton(supervisor.Store);
        builder.Services.AddSingleton(context);
        builder.Services.AddSingleton(context.Time);
        builder.Services.AddSingleton(supervisor);
        builder.Services.AddSingleton(supervisor.Session.Queue);
        builder.Services.AddSingleton(supervisor.Session.Client!);

        // Not those of the start: a changed profile has others. An array, since the container would keep each enumerator to dispose it.
        builder.Services.AddTransient<IEnumerable<HotFolderWatcher>>(_ => supervisor.Folders);
        builder.Services.AddTransient<IEnumerable<HotFolderProblem>>(_ => supervisor.State.Problem is { } problem
            ? [new HotFolderProblem(HotFolderProblemKind.Other, "", problem)]
            : Array.Empty<HotFolderProblem>());
        var application = builder.Build();
        application.UsePhoneAccess();
        SetupNotice.Map(application, context, supervisor);
        application.MapPhoneAccess();
        application.Services.GetRequiredService<SettingsEndpoints>().Map(application);
        application.Services.GetRequiredService<SetupEndpoints>().Map(application);
        application.MapDashboards(supervisor.State.Profile.BoothName ?? "EventPics");
        return application;
    }
}
