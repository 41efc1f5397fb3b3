using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Platform;
using EventPics.Cli.Watching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventPics.Cli.Commands.Watch;

/// <summary>Runs <c>watch</c> under the Windows service manager.</summary>
internal static class WatchServiceHost
{
    public static async Task<int> RunAsync(CommandContext context, WatchSettings settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddWindowsService(options => options.ServiceName = WindowsService.Name);
        builder.Services.AddSingleton<IHostedService>(services => new Watcher(
            context, settings, services.GetRequiredService<IHostApplicationLifetime>(), services.GetRequiredService<ILogger<Watcher>>()));
        using var host = builder.Build();
        await host.RunAsync().ConfigureAwait(false);
        return Environment.ExitCode;
    }

    private sealed class Watcher(
        CommandContext context, WatchSettings settings, IHostApplicationLifetime lifetime, ILogger logger) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var stopping = stoppingToken.Register(context.Shutdown.RequestStop);
            var code = await WatchAsync().ConfigureAwait(false);

            // The service manager restarts it only after a failure.
            Environment.ExitCode = stoppingToken.IsCancellationRequested ? ExitCodes.Success : code;
            lifetime.StopApplication();
        }

        private async Task<int> WatchAsync()
        {
            try
            {
                return await new WatchHandler(context, settings).RunAsync().ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Nothing else would write it to the event log.
            catch (Exception e)
#pragma warning restore CA1031
            {
                var error = UserError.FromException(e, context.Texts);
                Log.WatchEnded(logger, error.Message);
                return error.ExitCode;
            }
        }
    }
}
