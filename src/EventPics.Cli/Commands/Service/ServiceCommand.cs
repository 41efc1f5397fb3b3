using System.CommandLine;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Parsing;

namespace EventPics.Cli.Commands.Service;

/// <summary><c>service</c>: watches a folder from system start.</summary>
internal static class ServiceCommand
{
    public static Command Create(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var folder = new Argument<string>(texts.Placeholders.Folder) { Description = texts.WatchFolderHelp };
        var sending = new SendingOptions(texts);
        var print = new Option<bool>("--print") { Description = texts.ServicePrintHelp };
        var install = new Command("install", texts.ServiceInstallHelp) { folder, sending.Event, sending.Album, print };
        install.SetAction(async (parsed, _) =>
        {
            var context = createContext(parsed);
            var destination = await sending.ReadAsync(parsed, context).ConfigureAwait(false);
            return await new ServiceHandler(context).InstallAsync(
                parsed.GetRequiredValue(folder), destination, parsed.GetValue(print)).ConfigureAwait(false);
        });
        var printUninstall = new Option<bool>("--print") { Description = texts.ServicePrintHelp };
        var uninstall = new Command("uninstall", texts.ServiceUninstallHelp) { printUninstall };
        uninstall.SetAction((parsed, _) => new ServiceHandler(createContext(parsed)).UninstallAsync(parsed.GetValue(printUninstall)));
        return new Command("service", texts.ServiceHelp) { install, uninstall };
    }
}
