using System.CommandLine;

namespace EventPics.Cli.Internal;

/// <summary><c>queue</c>: looks into the queue and mends it.</summary>
internal static class QueueCommand
{
    public const string SendName = "send";

    public static Command Create(Texts texts, Func<ParseResult, Shell> shell) => new("queue", texts.QueueHelp)
    {
        Simple("status", texts.QueueStatusHelp, shell, QueueViews.StatusAsync),
        Simple("list", texts.QueueListHelp, shell, QueueViews.ListAsync),
        WithIds("retry", texts.QueueRetryHelp, texts, ArgumentArity.ZeroOrMore, shell, QueueRepairs.RetryAsync),
        WithIds("remove", texts.QueueRemoveHelp, texts, ArgumentArity.OneOrMore, shell, QueueRepairs.RemoveAsync),
        Send(texts, shell),
        WithFolder("export", texts.QueueExportHelp, texts, shell, QueueTransfer.ExportAsync),
        WithFolder("import", texts.QueueImportHelp, texts, shell, QueueTransfer.ImportAsync),
    };

    private static Command Simple(string name, string help, Func<ParseResult, Shell> shell, Func<Shell, Task<int>> run)
    {
        var command = new Command(name, help);
        command.SetAction((parsed, _) => run(shell(parsed)));
        return command;
    }

    private static Command WithIds(
        string name, string help, Texts texts, ArgumentArity arity, Func<ParseResult, Shell> shell, Func<Shell, IReadOnlyList<string>, Task<int>> run)
    {
        var ids = new Argument<string[]>("ID") { Description = texts.IdsHelp, Arity = arity };
        var command = new Command(name, help) { ids };
        command.SetAction((parsed, _) => run(shell(parsed), parsed.GetValue(ids) ?? []));
        return command;
    }

    private static Command WithFolder(string name, string help, Texts texts, Func<ParseResult, Shell> shell, Func<Shell, string, Task<int>> run)
    {
        var folder = new Argument<string>(texts.Placeholders.Folder) { Description = texts.ExportFolderHelp };
        var command = new Command(name, help) { folder };
        command.SetAction((parsed, _) => run(shell(parsed), parsed.GetRequiredValue(folder)));
        return command;
    }

    private static Command Send(Texts texts, Func<ParseResult, Shell> shell)
    {
        var timeout = DurationOption.Create("--timeout", texts.TimeoutHelp, texts);
        var sending = new SendingOptions(texts);
        var command = new Command(SendName, texts.QueueSendHelp) { timeout, sending.BandwidthLimit };
        command.SetAction((parsed, _) => QueueSending.RunAsync(shell(parsed), parsed.GetValue(timeout), parsed.GetValue(sending.BandwidthLimit)));
        return command;
    }
}
