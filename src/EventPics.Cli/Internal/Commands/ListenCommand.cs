using System.CommandLine;

namespace EventPics.Cli.Internal;

/// <summary><c>listen</c>: takes the triggers of dslrBooth and LumaBooth.</summary>
internal static class ListenCommand
{
    public const string Name = "listen";

    private const int DefaultPort = 5090;

    public static Command Create(Texts texts, Func<ParseResult, Shell> shell)
    {
        var sending = new SendingOptions(texts);
        var folders = new Option<string[]>("--folder") { HelpName = texts.Placeholders.Directory, Description = texts.ListenFolderHelp, Required = true };
        var port = PortOption.Create(texts.ListenPortHelp, DefaultPort, texts);
        var command = new Command(Name, texts.ListenHelp) { folders, sending.Event, sending.Album, port, sending.BandwidthLimit, sending.OnUploaded };
        command.SetAction((parsed, _) => new ListenJob(
            shell(parsed), sending.Read(parsed), parsed.GetValue(port), parsed.GetRequiredValue(folders)).RunAsync());
        return command;
    }
}
