using EventPics.Cli.Context;
using Spectre.Console;

namespace EventPics.Cli.Screens;

/// <summary>Keeps the dashboard of <c>watch</c> and <c>listen</c> up to date.</summary>
internal sealed class TerminalDashboard(
    IAnsiConsole console, CommandContext context, ResultWriter results, Notices notices,
    Func<CancellationToken, Task<TerminalDashboardState>> getState) : IScreen
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(250);

    private readonly TerminalDashboardView _view = new(context.Texts);

    public Task RunAsync(Func<Task> work)
    {
        if (Terminal.SharesStdout)
        {
            // The dashboard counts them; lines would push it out of sight.
            results.Screen = _ => { };
        }

        notices.ShowOnDashboard();
        return LiveOutput.RunAsync(console, context, results, notices, work, startWork => console.Live(Text.Empty)
            .AutoClear(false)
            .Overflow(VerticalOverflow.Crop)
            .StartAsync(display => RefreshAsync(display, startWork())));
    }

    private async Task RefreshAsync(LiveDisplayContext display, Task work)
    {
        while (!work.IsCompleted)
        {
            await ShowAsync(display).ConfigureAwait(false);
            await Task.WhenAny(work, Task.Delay(RefreshInterval, context.Time)).ConfigureAwait(false);
        }

        // The last frame stays visible, so it has to include what happened at the end.
        await ShowAsync(display).ConfigureAwait(false);
    }

    private async Task ShowAsync(LiveDisplayContext display)
    {
        try
        {
            display.UpdateTarget(_view.Draw(await getState(context.StoppingToken).ConfigureAwait(false), console.Profile.Width));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The last frame stays until the queue responds again.
        }
    }
}
