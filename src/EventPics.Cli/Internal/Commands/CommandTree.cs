using System.CommandLine;

namespace EventPics.Cli.Internal;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    public static RootCommand Create(Texts texts, GlobalOptions globals, Interruption interruption)
    {
        var root = new RootCommand(texts.ToolHelp)
        {
            EventsCommand.Create(texts, Shell),
            UploadCommand.Create(texts, Shell),
            WatchCommand.Create(texts, Shell),
            QueueCommand.Create(texts, Shell),
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

        return root;

        Shell Shell(ParseResult parsed) => globals.Shell(parsed, interruption);
    }
}
