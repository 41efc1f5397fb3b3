using Spectre.Console;

namespace EventPics.Cli.Context;

/// <summary>The terminal behind stderr, which receives everything that is not a result.</summary>
internal static class Terminal
{
    /// <summary>The terminal; <see langword="null"/> if there is none that can show live output.</summary>
    public static IAnsiConsole? Find(CommandContext context)
    {
        if (context.Json || context.Verbose || Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb")
        {
            return null;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Profile.Capabilities is { Ansi: true, Interactive: true } ? console : null;
    }

    /// <summary>Whether a person can answer a question.</summary>
    public static bool CanAsk(bool isJson) => !isJson && !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Whether lines on stdout would be mixed into the live output.</summary>
    public static bool SharesStdout => !Console.IsOutputRedirected;
}
