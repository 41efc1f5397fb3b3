using System.CommandLine;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Parsing;
using EventPics.Cli.Sending.Destinations;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary><c>queue</c>: inspects and repairs the queue.</summary>
internal static class QueueCommand
{
    public const string SendName = "send";

    public static Command Create(Texts texts, Func<ParseResult, CommandContext> createContext) => new("queue", texts.QueueHelp)
    {
        Status(texts, createContext),
        List(texts, createContext),
        WithIds("retry", texts.QueueRetryHelp, texts, ArgumentArity.ZeroOrMore, createContext, QueueRetry.RunAsync),
        WithIds("remove", texts.QueueRemoveHelp, texts, ArgumentArity.OneOrMore, createContext, QueueRemove.RunAsync),
        WithIds("take-back", texts.QueueTakeBackHelp, texts, ArgumentArity.ZeroOrMore, createContext, QueueTakeBack.RunAsync),
        Move(texts, createContext),
        Send(texts, createContext),
        Export(texts, createContext),
        Import(texts, createContext),
    };

    private static Command Status(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var command = new Command("status", texts.QueueStatusHelp);
        command.SetAction((parsed, _) => QueueStatusView.RunAsync(createContext(parsed)));
        return command;
    }

    private static Command List(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var filter = new QueueFilterOptions(texts);
        var command = new Command("list", texts.QueueListHelp);
        filter.All.ToList().ForEach(command.Options.Add);
        command.SetAction((parsed, _) =>
        {
            var context = createContext(parsed);
            return QueueListView.RunAsync(context, filter.Read(parsed, context));
        });
        return command;
    }

    private static Command WithIds(
        string name, string help, Texts texts, ArgumentArity arity, Func<ParseResult, CommandContext> createContext,
        Func<CommandContext, IReadOnlyList<string>, Task<int>> run)
    {
        var ids = Ids(texts, arity);
        var command = new Command(name, help) { ids };
        command.SetAction((parsed, _) => run(createContext(parsed), parsed.GetValue(ids) ?? []));
        return command;
    }

    private static Command Move(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var ids = Ids(texts, ArgumentArity.ZeroOrMore);
        var target =
            new Option<string>("--event") { HelpName = texts.Placeholders.Event, Description = texts.MoveEventHelp, Required = true };
        var album = new Option<string?>("--album") { HelpName = texts.Placeholders.Album, Description = texts.AlbumHelp };
        var all = new Option<bool>("--all") { Description = texts.MoveAllHelp };
        var from = new Option<string?>("--from-event") { HelpName = texts.Placeholders.Event, Description = texts.MoveFromEventHelp };
        var command = new Command("move", texts.QueueMoveHelp) { ids, target, album, from, all };
        command.Validators.Add(result =>
        {
            var ways = (result.GetValue(ids) is { Length: > 0 } ? 1 : 0) + (result.GetValue(all) ? 1 : 0)
                + (result.GetResult(from) is not null ? 1 : 0);
            if (ways != 1)
            {
                result.AddError(texts.MoveNeedsChoice);
            }
        });
        command.SetAction((parsed, _) =>
        {
            var context = createContext(parsed);
            var filter = parsed.GetValue(from) is { } wanted ? new QueueFilter { LinkId = EventLookup.FindId(context, wanted) } : null;
            return QueueMove.RunAsync(context, parsed.GetValue(ids) ?? [], filter, parsed.GetRequiredValue(target), parsed.GetValue(album));
        });
        return command;
    }

    private static Command Export(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var folder = new Argument<string>(texts.Placeholders.Folder) { Description = texts.ExportFolderHelp };
        var ids = Ids(texts, ArgumentArity.ZeroOrMore);
        var command = new Command("export", texts.QueueExportHelp) { folder, ids };
        command.SetAction(
            (parsed, _) => QueueExport.RunAsync(createContext(parsed), parsed.GetRequiredValue(folder), parsed.GetValue(ids) ?? []));
        return command;
    }

    private static Command Import(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var folder = new Argument<string>(texts.Placeholders.Folder) { Description = texts.ImportFolderHelp };
        var command = new Command("import", texts.QueueImportHelp) { folder };
        command.SetAction((parsed, _) => QueueImport.RunAsync(createContext(parsed), parsed.GetRequiredValue(folder)));
        return command;
    }

    private static Command Send(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var timeout = DurationOption.Create("--timeout", texts.TimeoutHelp, texts);
        var sending = new SendingOptions(texts);
        var command = new Command(SendName, texts.QueueSendHelp) { timeout, sending.BandwidthLimit };
        command.SetAction(
            (parsed, _) => QueueSend.RunAsync(createContext(parsed), parsed.GetValue(timeout), parsed.GetValue(sending.BandwidthLimit)));
        return command;
    }

    private static Argument<string[]> Ids(Texts texts, ArgumentArity arity) => new("ID") { Description = texts.IdsHelp, Arity = arity };
}
