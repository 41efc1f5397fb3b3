using EventPics.Cli.Context;
using Spectre.Console;

namespace EventPics.Cli.Screens;

/// <summary>Runs work under live output. Whatever happens to the terminal, the work goes on, if need be with lines of text.</summary>
internal static class LiveOutput
{
    /// <param name="console">The terminal.</param>
    /// <param name="context">The command's context.</param>
    /// <param name="results">Results that were directed to the terminal; afterwards they go to stdout again.</param>
    /// <param name="notices">Notices that were directed to the terminal; afterwards they go to stderr again.</param>
    /// <param name="work">The work; its exceptions are thrown.</param>
    /// <param name="display">Starts the work and shows its progress until it ends.</param>
    public static async Task RunAsync(
        IAnsiConsole console, CommandContext context, ResultWriter results, Notices notices,
        Func<Task> work, Func<Func<Task>, Task> display)
    {
        Task? running = null;
        Task Start() => running ??= work();
        context.Shutdown.BeforeForcedExit = console.Cursor.Show;
        try
        {
            await display(Start).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The terminal's errors are not the work's, and the work's are thrown below.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Such as a window that has become too narrow to draw in.
        }

        context.Shutdown.BeforeForcedExit = null;
        results.Screen = null;
        notices.ShowOnStderr();
        await Start().ConfigureAwait(false);
    }
}
