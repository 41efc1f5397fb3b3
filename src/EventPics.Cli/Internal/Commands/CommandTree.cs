using System.CommandLine;
using System.CommandLine.Help;

namespace EventPics.Cli.Internal;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    public static Command Create(Texts texts, GlobalOptions globals, Interruption interruption)
    {
        // A RootCommand would be called like its assembly, not like the tool.
        var root = new Command("eventpics", texts.ToolHelp)
        {
            EventsCommand.Create(texts, Shell),
            UploadCommand.Create(texts, Shell),
            WatchCommand.Create(texts, Shell),
            QueueCommand.Create(texts, Shell),
            StatusCommand.Create(texts, Shell),
            DoctorCommand.Create(texts, Shell),
            ReportCommand.Create(texts, Shell),
            ListenCommand.Create(texts, Shell),
            ServiceCommand.Create(texts, Shell),
            LoginCommand.CreateLogin(texts, Shell),
            LoginCommand.CreateLogout(texts, Shell),
            EmulatorCommand.Create(texts, Shell),
        };
        foreach (var option in globals.All)
        {
            root.Options.Add(option);
        }

        root.Options.Add(new HelpOption { Description = texts.HelpHelp, Action = new SpokenHelp(texts) });
        root.Options.Add(new VersionOption { Description = texts.VersionHelp });
        return root;

        Shell Shell(ParseResult parsed) => globals.Shell(parsed, interruption);
    }
}
