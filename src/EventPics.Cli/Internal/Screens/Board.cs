using Spectre.Console;

namespace EventPics.Cli.Internal;

/// <summary>Keeps the board of <c>watch</c> up to date.</summary>
internal sealed class Board(IAnsiConsole console, Shell shell, Results results, Notices notices, Func<CancellationToken, Task<BoardState>> look) : IScreen
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly BoardView _view = new(shell.Texts);

    public async Task RunAsync(Func<Task> work)
    {
        if (Terminal.SharesStdout)
        {
            // The board counts them; lines would push it out of sight.
            results.Screen = _ => { };
        }

        notices.Screen = Notices.Keep;
        await console.Live(Text.Empty)
            .AutoClear(false)
            .Overflow(VerticalOverflow.Crop)
            .StartAsync(context => FollowAsync(context, work()))
            .ConfigureAwait(false);
        results.Screen = null;
        notices.Screen = null;
    }

    private async Task FollowAsync(LiveDisplayContext context, Task work)
    {
        while (!work.IsCompleted)
        {
            await ShowAsync(context).ConfigureAwait(false);
            await Task.WhenAny(work, Task.Delay(Tick, shell.Time)).ConfigureAwait(false);
        }

        // The last picture stays, and what happened at the end is in it.
        await ShowAsync(context).ConfigureAwait(false);
        await work.ConfigureAwait(false);
    }

    private async Task ShowAsync(LiveDisplayContext context)
    {
        try
        {
            context.UpdateTarget(_view.Draw(await look(shell.Stop).ConfigureAwait(false), console.Profile.Width));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The last picture stays until the queue can be asked again.
        }
    }
}
