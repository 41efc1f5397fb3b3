using System.CommandLine;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Parsing;
using EventPics.Cli.Profiles;

namespace EventPics.Cli.OperatorApp;

/// <summary>The options of the commands that serve the pages.</summary>
internal sealed class AppOptions(Texts texts)
{
    private const int DefaultPort = 8420;

    public Option<string> Profile { get; } = new("--profile")
    {
        HelpName = "NAME",
        Description = texts.ProfileNameHelp,
        DefaultValueFactory = _ => ProfileStore.DefaultName,
    };

    public Option<int> Port { get; } = PortOption.Create(texts.AppPortHelp, DefaultPort, texts);

    public AppSettings Read(ParseResult parsed) => new(parsed.GetRequiredValue(Profile), parsed.GetValue(Port));
}
