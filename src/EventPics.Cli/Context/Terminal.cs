using Spectre.Console;

namespace EventPics.Cli.Context;

/// <summary>The terminal behind stderr, where everything goes that is not a result.</summary>
internal static class Terminal
{
    /// <summary>The terminal, or <see langword="null"/> when there is none that could show something moving.</summary>
    public static IAnsiConsole? Find(CommandContext shell)
    {
        if (shell.Json || shell.Verbose || Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb")
        {
            return null;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Profile.Capabilities is { Ansi: true, Interactive: true } ? console : null;
    }

    /// <summary>Whether a person is there to answer a question.</summary>
    public static bool CanAsk(CommandContext shell) => !shell.Json && !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Whether lines on stdout would land in the middle of what moves.</summary>
    public static bool SharesStdout => !Console.IsOutputRedirected;
}
