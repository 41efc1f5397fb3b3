using System.CommandLine;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Parsing;

namespace EventPics.Cli.Commands.Upload;

/// <summary><c>upload</c>: queues files and folders, sends them, and waits for the result.</summary>
internal static class UploadCommand
{
    public const string Name = "upload";

    public static Command Create(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var paths = new Argument<string[]>(texts.Placeholders.Paths) { Description = texts.PathsHelp, Arity = ArgumentArity.OneOrMore };
        var sending = new SendingOptions(texts);
        var noRecursive = new Option<bool>("--no-recursive") { Description = texts.NoRecursiveHelp };
        var timeout = DurationOption.Create("--timeout", texts.TimeoutHelp, texts);
        var noWait = new Option<bool>("--no-wait") { Description = texts.NoWaitHelp };
        var command = new Command(Name, texts.UploadHelp)
        {
            paths,
            sending.Event,
            sending.Album,
            noRecursive,
            timeout,
            noWait,
            sending.Resend,
            sending.TimeZone,
            sending.BandwidthLimit,
            sending.OnUploaded,
            sending.OnProblem,
        };
        command.SetAction(async (parsed, _) =>
        {
            RejectMistypedOptions(parsed, texts);
            var context = createContext(parsed);
            var given = parsed.GetRequiredValue(paths);
            if (parsed.GetValue(sending.Event) is null && Terminal.CanAsk(context.Json))
            {
                RejectMissingPaths(given, texts);
            }

            var settings = new UploadSettings(
                given,
                await sending.ReadAsync(parsed, context).ConfigureAwait(false),
                !parsed.GetValue(noRecursive),
                parsed.GetValue(timeout),
                parsed.GetValue(noWait),
                parsed.GetValue(sending.Resend));
            return await new UploadHandler(context, settings).RunAsync().ConfigureAwait(false);
        });
        return command;
    }

    // A mistyped path is reported before a person chooses an event.
    private static void RejectMissingPaths(string[] given, Texts texts)
    {
        if (Array.TrueForAll(given, path => !Path.Exists(path) && !path.Contains('*') && !path.Contains('?')))
        {
            throw new CommandException(ExitCodes.Usage, $"{given[0].Sanitize()}: {texts.NoSuchPath}");
        }
    }

    // The parser takes a mistyped option for another path.
    private static void RejectMistypedOptions(ParseResult parsed, Texts texts)
    {
        if (UsageErrors.FindUnexpectedArgument(parsed, texts) is { } error)
        {
            throw UsageErrors.CreateException(error, parsed.CommandResult, texts);
        }
    }
}
