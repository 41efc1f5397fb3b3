using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.WindowsServices;
using Microsoft.Extensions.Logging;

namespace EventPics.Cli.Internal;

/// <summary>Runs <c>watch</c> in the foreground, or under the Windows service manager when that started it.</summary>
internal static class WatchService
{
    public static Task<int> RunAsync(Shell shell, WatchWishes wishes) =>
        WindowsServiceHelpers.IsWindowsService() ? RunAsServiceAsync(shell, wishes) : new WatchJob(shell, wishes).RunAsync();

    private static async Task<int> RunAsServiceAsync(Shell shell, WatchWishes wishes)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddWindowsService(options => options.ServiceName = WindowsService.Name);
        builder.Services.AddSingleton<IHostedService>(services => new Watcher(
            shell, wishes, services.GetRequiredService<IHostApplicationLifetime>(), services.GetRequiredService<ILogger<Watcher>>()));
        using var host = builder.Build();
        await host.RunAsync().ConfigureAwait(false);
        return Environment.ExitCode;
    }

    private sealed class Watcher(Shell shell, WatchWishes wishes, IHostApplicationLifetime lifetime, ILogger logger) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var stopping = stoppingToken.Register(shell.Interruption.Request);
            var code = await WatchAsync().ConfigureAwait(false);

            // The service manager starts it anew only after a failure.
            Environment.ExitCode = stoppingToken.IsCancellationRequested ? ExitCodes.Done : code;
            lifetime.StopApplication();
        }

        private async Task<int> WatchAsync()
        {
            try
            {
                return await new WatchJob(shell, wishes).RunAsync().ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Nobody else would say in the event log what it was.
            catch (Exception e)
#pragma warning restore CA1031
            {
                var explanation = Explanation.Of(e, shell.Texts);
                Log.WatchEnded(logger, explanation.Message);
                return explanation.ExitCode;
            }
        }
    }
}
