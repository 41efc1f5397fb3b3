using System.CommandLine;
using System.CommandLine.Parsing;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;

namespace EventPics.Cli.Parsing;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    public static int Report(ParseResult parsed, Texts texts)
    {
        var messages = Messages(parsed, texts);
        if (messages.Count == 0)
        {
            parsed.InvocationConfiguration.Output = Console.Error;
            new LocalizedHelp(texts).Invoke(parsed);
            return ExitCodes.Usage;
        }

        foreach (var message in messages)
        {
            Console.Error.WriteLine($"eventpics: {message.Sanitize()}");
        }

        Console.Error.WriteLine(texts.SeeHelp(Path(parsed.CommandResult)));
        return ExitCodes.Usage;
    }

    /// <summary>What an unknown word was probably meant to be, as a sentence.</summary>
    public static string DescribeUnknown(string word, Command command, Texts texts)
    {
        var isOption = word.StartsWith('-');
        var name = word.Split('=', ':')[0];
        var candidates = isOption ? Options(command) : command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name);
        var nearest = SpellingSuggestion.Find(name, candidates);
        return isOption ? texts.UnknownOption(name, nearest) : texts.UnknownCommand(name, nearest);
    }

    /// <summary>What to say of a word that was meant otherwise: it makes the parser miss other things too, and alone is the news.</summary>
    public static string? FindUnexpectedArgument(ParseResult parsed, Texts texts)
    {
        var command = parsed.CommandResult.Command;
        var afterDashes = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        var mistyped = parsed.UnmatchedTokens
            .Concat(parsed.CommandResult.Children.OfType<ArgumentResult>()
                .SelectMany(argument => argument.Tokens).Where(token => !afterDashes.Contains(token)).Select(token => token.Value))
            .Where(word => word.StartsWith('-') || (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Contains(word)))
            .Where(word => word.Length > 1 && !System.IO.Path.Exists(word))
            .Select(word => DescribeUnknown(word, command, texts));
        return mistyped.Concat(parsed.UnmatchedTokens.Select(texts.UnexpectedArgument)).FirstOrDefault();
    }

    // A command that only lacks its sub-command gives none.
    private static List<string> Messages(ParseResult parsed, Texts texts) =>
        FindUnexpectedArgument(parsed, texts) is { } odd
            ? [odd]
            : [.. parsed.Errors
                .Where(error => error.SymbolResult is not CommandResult { Command.Subcommands.Count: > 0 })
                .Select(error => Message(error, texts))
                .Distinct()];

    // The parser says most of this in English only, and does not name the argument; what is left are the messages of our own checks.
    private static string Message(ParseError error, Texts texts) => error.SymbolResult switch
    {
        OptionResult { Implicit: true } option => texts.Missing(option.Option.Name),
        OptionResult { Option: VersionOption } option => texts.CannotBeCombined(option.Option.Name),
        OptionResult { Tokens.Count: 0 } option => texts.EmptyValue(option.Option.Name),
        OptionResult option when option.Tokens.Count > option.Option.Arity.MaximumNumberOfValues => texts.OnlyOnce(option.Option.Name),
        ArgumentResult { Tokens.Count: 0 } argument => texts.Missing(argument.Argument.Name),
        _ => error.Message,
    };

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
