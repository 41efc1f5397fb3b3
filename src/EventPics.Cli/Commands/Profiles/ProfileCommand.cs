using System.CommandLine;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;

namespace EventPics.Cli.Commands.Profiles;

/// <summary><c>profile</c>: works with the profiles of the operator app.</summary>
internal static class ProfileCommand
{
    public static Command Create(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var file = new Argument<string>(texts.Placeholders.File) { Description = texts.ProfileFileHelp };
        var check = new Command("check", texts.ProfileCheckHelp) { file };
        check.SetAction((parsed, _) => Task.FromResult(new ProfileCheck(createContext(parsed)).Run(parsed.GetRequiredValue(file))));
        return new Command("profile", texts.ProfileHelp) { check };
    }
}
