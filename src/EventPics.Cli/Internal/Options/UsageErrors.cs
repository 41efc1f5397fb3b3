using System.CommandLine;
using System.CommandLine.Parsing;

namespace EventPics.Cli.Internal;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    public static int Report(ParseResult parsed, Texts texts, GlobalOptions globals)
    {
        var mistyped = Mistyped(parsed, texts).ToList();
        var messages = mistyped.Count > 0 ? mistyped : [.. parsed.Errors.Select(error => error.Message).Distinct()];
        foreach (var message in messages)
        {
            Console.Error.WriteLine($"eventpics: {message}");
        }

        Console.Error.WriteLine(texts.SeeHelp(Path(parsed.CommandResult)));
        if (parsed.GetResult(globals.Json) is { Implicit: false } && parsed.CommandResult.Command.Name is UploadCommand.Name or WatchCommand.Name)
        {
            JsonLines.WriteSummary(Console.Out, new Tally());
        }

        return ExitCodes.Usage;
    }

    /// <summary>What an unknown word was probably meant to be, as a sentence.</summary>
    public static string Unknown(string word, Command command, Texts texts)
    {
        var isOption = word.StartsWith('-');
        var name = word.Split('=', ':')[0];
        var candidates = isOption ? Options(command) : command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name);
        var nearest = NearestWord.Find(name, candidates);
        return isOption ? texts.UnknownOption(name, nearest) : texts.UnknownCommand(name, nearest);
    }

    // One mistyped word makes the parser miss other things too; the word alone is the news.
    private static IEnumerable<string> Mistyped(ParseResult parsed, Texts texts)
    {
        var command = parsed.CommandResult.Command;
        var taken = parsed.UnmatchedTokens.Concat(
            parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value));
        return taken.Where(word => word.StartsWith('-') || (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Contains(word)))
            .Where(word => word.Length > 1 && !System.IO.Path.Exists(word))
            .Take(1)
            .Select(word => Unknown(word, command, texts));
    }

    private static IEnumerable<string> Options(Command command)
    {
        IEnumerable<string> own = command.Options.Where(option => !option.Hidden).Select(option => option.Name);
        return command.Parents.OfType<Command>().FirstOrDefault() is { } parent
            ? own.Concat(Recursive(parent))
            : own;
    }

    private static IEnumerable<string> Recursive(Command command) =>
        command.Options.Where(option => option.Recursive).Select(option => option.Name)
            .Concat(command.Parents.OfType<Command>().SelectMany(Recursive));

    private static string Path(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : "eventpics";
}
