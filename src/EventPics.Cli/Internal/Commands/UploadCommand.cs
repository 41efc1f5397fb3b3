using System.CommandLine;
using System.CommandLine.Parsing;

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
        var command = new Command(Name, texts.UploadHelp) { paths, sending.Event, sending.Album, noRecursive, timeout, noWait, sending.BandwidthLimit, sending.OnUploaded };
        paths.Validators.Add(result => RefuseOptions(result, command, texts));
        command.SetAction((parsed, _) => new UploadJob(shell(parsed), new UploadWishes(
            parsed.GetRequiredValue(paths),
            sending.Read(parsed),
            !parsed.GetValue(noRecursive),
            parsed.GetValue(timeout),
            parsed.GetValue(noWait))).RunAsync());
        return command;
    }

    // The parser takes a mistyped option for one more path.
    private static void RefuseOptions(ArgumentResult result, Command command, Texts texts)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-') && !Path.Exists(token.Value)))
        {
            result.AddError(UsageErrors.Unknown(token.Value, command, texts));
        }
    }
}
