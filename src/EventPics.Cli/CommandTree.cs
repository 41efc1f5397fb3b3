using System.CommandLine;
using System.CommandLine.Help;
using EventPics.Cli.Commands.Account;
using EventPics.Cli.Commands.Doctor;
using EventPics.Cli.Commands.Emulator;
using EventPics.Cli.Commands.Listen;
using EventPics.Cli.Commands.Profiles;
using EventPics.Cli.Commands.Queue;
using EventPics.Cli.Commands.Report;
using EventPics.Cli.Commands.Run;
using EventPics.Cli.Commands.Service;
using EventPics.Cli.Commands.Start;
using EventPics.Cli.Commands.Status;
using EventPics.Cli.Commands.Upload;
using EventPics.Cli.Commands.Watch;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Parsing;

namespace EventPics.Cli;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    public static Command Create(Texts texts, GlobalOptions globals, ShutdownSignal shutdown)
    {
        // A RootCommand would have the name of its assembly, not of the tool.
        var root = new Command("eventpics", texts.ToolHelp)
        {
            StartCommand.Create(texts, CreateContext),
            RunCommand.Create(texts, CreateContext),
            EventsCommand.Create(texts, CreateContext),
            UploadCommand.Create(texts, CreateContext),
            WatchCommand.Create(texts, CreateContext),
            QueueCommand.Create(texts, CreateContext),
            StatusCommand.Create(texts, CreateContext),
            DoctorCommand.Create(texts, CreateContext),
            ReportCommand.Create(texts, CreateContext),
            ListenCommand.Create(texts, CreateContext),
            ServiceCommand.Create(texts, CreateContext),
            ProfileCommand.Create(texts, CreateContext),
            LoginCommand.CreateLogin(texts, CreateContext),
            LoginCommand.CreateLogout(texts, CreateContext),
            EmulatorCommand.Create(texts, CreateContext),
        };
        foreach (var option in globals.All)
        {
            root.Options.Add(option);
        }

        root.Options.Add(new HelpOption { Description = texts.HelpHelp, Action = new LocalizedHelp(texts) });
        root.Options.Add(new VersionOption { Description = texts.VersionHelp });
        return root;

        CommandContext CreateContext(ParseResult parsed) => globals.CreateContext(parsed, shutdown);
    }
}
