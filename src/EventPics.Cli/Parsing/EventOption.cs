using System.CommandLine;
using EventPics.Cli.Localization.English;

namespace EventPics.Cli.Parsing;

/// <summary>The event that a command sends to. It may be missing where a person can choose.</summary>
internal sealed class EventOption : Option<string?>
{
    public EventOption(Texts texts)
        : base("--event")
    {
        HelpName = texts.Placeholders.Event;
        Description = texts.EventHelp;
    }
}
