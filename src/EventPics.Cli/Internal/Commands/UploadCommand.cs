using System.CommandLine;

namespace EventPics.Cli.Internal;

/// <summary><c>upload</c>: queues files and folders, sends them, and waits.</summary>
internal static class UploadCommand
{
    public const string Name = "upload";

    public static Command Create(Texts texts, Func<ParseResult, Shell> shell)
    {
        var paths = new Argument<string[]>(texts.Placeholders.Paths) { Description = texts.PathsHelp, Arity = ArgumentArity.OneOrMore };
        var sending = new SendingOptions(texts);
        var noRecursive = new Option<bool>("--no-recursive") { Description = texts.NoRecursiveHelp };
        var timeout = DurationOption.Create("--timeout", texts.TimeoutHelp, texts);
        var noWait = new Option<bool>("--no-wait") { Description = texts.NoWaitHelp };
        var command = new Command(Name, texts.UploadHelp) { paths, sending.Event, sending.Album, noRecursive, timeout, noWait, sending.Resend, sending.BandwidthLimit, sending.OnUploaded, sending.OnProblem };
        command.SetAction((parsed, _) =>
        {
            RefuseOptions(parsed, texts);
            return new UploadJob(shell(parsed), new UploadWishes(
                parsed.GetRequiredValue(paths),
                sending.Read(parsed),
                !parsed.GetValue(noRecursive),
                parsed.GetValue(timeout),
                parsed.GetValue(noWait),
                parsed.GetValue(sending.Resend))).RunAsync();
        });
        return command;
    }

    // The parser takes a mistyped option for one more path.
    private static void RefuseOptions(ParseResult parsed, Texts texts)
    {
        if (UsageErrors.OddWord(parsed, texts) is { } mistake)
        {
            throw new ToolException(ExitCodes.Usage, $"{mistake.Plain()}{Environment.NewLine}{texts.SeeHelp($"eventpics {Name}")}");
        }
    }
}
