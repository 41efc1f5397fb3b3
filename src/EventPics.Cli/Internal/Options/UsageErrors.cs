using System.CommandLine;
using System.CommandLine.Parsing;

namespace EventPics.Cli.Internal;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    public static int Report(ParseResult parsed, Texts texts, GlobalOptions globals)
    {
        var mistyped = Mistyped(parsed, texts).ToList();
        var messages = mistyped.Count > 0 ? mistyped : [.. Missing(parsed, texts), .. Others(parsed).Distinct()];
        foreach (var message in messages)
        {
            Console.Error.WriteLine($"eventpics: {message.Plain()}");
        }

        Console.Error.WriteLine(texts.SeeHelp(Path(parsed.CommandResult)));
        LastLine.Write(parsed, globals);
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

    // The parser itself says this in English only.
    private static IEnumerable<string> Missing(ParseResult parsed, Texts texts) => MissingOptions(parsed).Select(option => texts.MissingOption(option.Name));

    private static IEnumerable<string> Others(ParseResult parsed)
    {
        var missing = MissingOptions(parsed).Select(option => $"'{option.Name}'").ToList();
        return parsed.Errors.Where(error => error.SymbolResult is not CommandResult || !missing.Exists(name => error.Message.Contains(name, StringComparison.Ordinal)))
            .Select(error => error.Message);
    }

    private static IEnumerable<Option> MissingOptions(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.Where(option => option.Required && parsed.GetResult(option) is null or { Implicit: true, Tokens.Count: 0 });

    /// <summary>A word that was meant otherwise: it makes the parser miss other things too, and alone is the news.</summary>
    public static IEnumerable<string> Mistyped(ParseResult parsed, Texts texts)
    {
        var command = parsed.CommandResult.Command;
        var afterDashes = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        var taken = parsed.UnmatchedTokens.Concat(parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens).Where(token => !afterDashes.Contains(token)).Select(token => token.Value));
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
