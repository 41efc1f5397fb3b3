using EventPics.Cli.Context;
using Spectre.Console;

namespace EventPics.Cli.Screens;

/// <summary>Keeps the board of <c>watch</c> up to date.</summary>
internal sealed class TerminalDashboard(IAnsiConsole console, CommandContext shell, ResultWriter results, Notices notices, Func<CancellationToken, Task<TerminalDashboardState>> look) : IScreen
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(250);

    private readonly TerminalDashboardView _view = new(shell.Texts);

    public async Task RunAsync(Func<Task> work)
    {
        if (Terminal.SharesStdout)
        {
            // The board counts them; lines would push it out of sight.
            results.Screen = _ => { };
        }

        notices.Screen = Notices.KeepOnly;
        await console.Live(Text.Empty)
            .AutoClear(false)
            .Overflow(VerticalOverflow.Crop)
            .StartAsync(context => RefreshAsync(context, work()))
            .ConfigureAwait(false);
        results.Screen = null;
        notices.Screen = null;
    }

    private async Task RefreshAsync(LiveDisplayContext context, Task work)
    {
        while (!work.IsCompleted)
        {
            await ShowAsync(context).ConfigureAwait(false);
            await Task.WhenAny(work, Task.Delay(RefreshInterval, shell.Time)).ConfigureAwait(false);
        }

        // The last picture stays, and what happened at the end is in it.
        await ShowAsync(context).ConfigureAwait(false);
        await work.ConfigureAwait(false);
    }

    private async Task ShowAsync(LiveDisplayContext context)
    {
        try
        {
            context.UpdateTarget(_view.Draw(await look(shell.StoppingToken).ConfigureAwait(false), console.Profile.Width));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The last picture stays until the queue can be asked again.
        }
    }
}
