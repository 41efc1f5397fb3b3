using System.CommandLine;
using EventPics.Cli.Checks;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;

namespace EventPics.Cli.Commands.Doctor;

/// <summary><c>doctor</c>: checks everything that an event needs.</summary>
internal static class DoctorCommand
{
    public static Command Create(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var linkId = new Option<string?>("--event") { HelpName = texts.Placeholders.Event, Description = texts.DoctorEventHelp };
        var album = new Option<string?>("--album") { HelpName = texts.Placeholders.Album, Description = texts.AlbumHelp };
        var folder = new Option<string?>("--folder") { HelpName = texts.Placeholders.Directory, Description = texts.DoctorFolderHelp };
        var speedTest = new Option<bool>("--speed-test") { Description = texts.SpeedTestHelp };
        var command = new Command("doctor", texts.DoctorHelp) { linkId, album, folder, speedTest };
        command.Validators.Add(result =>
        {
            if (result.GetValue(speedTest) && result.GetResult(linkId) is null)
            {
                result.AddError(texts.NeedsEvent("--speed-test"));
            }

            if (result.GetResult(album) is not null && result.GetResult(linkId) is null)
            {
                result.AddError(texts.NeedsEvent("--album"));
            }
        });
        command.SetAction((parsed, _) => new DoctorHandler(createContext(parsed), new CheckSettings(
            parsed.GetValue(linkId), parsed.GetValue(album), parsed.GetValue(folder), parsed.GetValue(speedTest))).RunAsync());
        return command;
    }
}
