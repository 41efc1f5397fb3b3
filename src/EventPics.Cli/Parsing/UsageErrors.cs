using System.CommandLine;
using System.CommandLine.Parsing;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;

namespace EventPics.Cli.Parsing;

/// <summary>Reports what is wrong with a command line, and what was probably meant.</summary>
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

    /// <summary>An error that is found when the command runs.</summary>
    public static CommandException CreateException(string message, CommandResult command, Texts texts) =>
        new(ExitCodes.Usage, $"{message.Sanitize()}{Environment.NewLine}{texts.SeeHelp(Path(command))}");

    /// <summary>Describes an unknown option or command, with the closest known name.</summary>
    public static string DescribeUnknown(string word, Command command, Texts texts)
    {
        var isOption = word.StartsWith('-');
        var name = word.Split('=', ':')[0];
        var candidates = isOption ? Options(command) : command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name);
        var nearest = SpellingSuggestion.Find(name, candidates);
        return isOption ? texts.UnknownOption(name, nearest) : texts.UnknownCommand(name, nearest);
    }

    /// <summary>Describes a mistyped word. It hides all other errors, which it usually causes.</summary>
    public static string? FindUnexpectedArgument(ParseResult parsed, Texts texts)
    {
        var command = parsed.CommandResult.Command;
        var afterDashes = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        var mistyped = parsed.UnmatchedTokens
            .Concat(parsed.CommandResult.Children.OfType<ArgumentResult>()
                .SelectMany(argument => argument.Tokens).Where(token => !afterDashes.Contains(token)).Select(token => token.Value))
            .Where(word => word.StartsWith('-') || (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Contains(word)))
            .Where(word => word.Length > 1 && !System.IO.Path.Exists(word))
            .Select(word => DescribeUnknown(word, command, texts));
        return mistyped.Concat(parsed.UnmatchedTokens.Select(texts.UnexpectedArgument)).FirstOrDefault();
    }

    // A command that only lacks its subcommand yields no message.
    private static List<string> Messages(ParseResult parsed, Texts texts) =>
        FindUnexpectedArgument(parsed, texts) is { } unexpected
            ? [unexpected]
            : [.. parsed.Errors
                .Where(error => error.SymbolResult is not CommandResult { Command.Subcommands.Count: > 0 })
                .Select(error => Message(error, texts))
                .Concat(MissingEvent(parsed, texts))
                .Distinct()];

    // Where no person can choose one; a command line without other errors is still parsed without it.
    private static IEnumerable<string> MissingEvent(ParseResult parsed, Texts texts) =>
        parsed.CommandResult.Command.Options.OfType<EventOption>()
            .Where(option => parsed.GetResult(option) is null && !Terminal.CanAsk(isJson: false))
            .Select(option => texts.Missing(option.Name));

    // The parser's messages are mostly in English only and don't name the argument; the remaining ones come from our own validators.
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
        var own = command.Options.Where(option => !option.Hidden).Select(option => option.Name);
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
