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
            sending.BandwidthLimit,
            sending.OnUploaded,
            sending.OnProblem,
        };
        command.SetAction((parsed, _) =>
        {
            RejectMistypedOptions(parsed, texts);
            return new UploadHandler(createContext(parsed), new UploadSettings(
                parsed.GetRequiredValue(paths),
                sending.Read(parsed),
                !parsed.GetValue(noRecursive),
                parsed.GetValue(timeout),
                parsed.GetValue(noWait),
                parsed.GetValue(sending.Resend))).RunAsync();
        });
        return command;
    }

    // The parser takes a mistyped option for another path.
    private static void RejectMistypedOptions(ParseResult parsed, Texts texts)
    {
        if (UsageErrors.FindUnexpectedArgument(parsed, texts) is { } error)
        {
            throw new CommandException(ExitCodes.Usage, $"{error.Sanitize()}{Environment.NewLine}{texts.SeeHelp($"eventpics {Name}")}");
        }
    }
}
