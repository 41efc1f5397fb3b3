using System.CommandLine;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Parsing;
using EventPics.Cli.Profiles;

namespace EventPics.Cli.Commands.Service;

/// <summary><c>service</c>: runs a profile or watches a folder from system start.</summary>
internal static class ServiceCommand
{
    public static Command Create(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var folder = new Argument<string?>(texts.Placeholders.Folder)
        {
            Description = texts.ServiceFolderHelp,
            Arity = ArgumentArity.ZeroOrOne,
        };
        var profile = new Option<string?>("--profile") { HelpName = "NAME", Description = texts.ServiceProfileHelp };
        var sending = new SendingOptions(texts);
        var print = new Option<bool>("--print") { Description = texts.ServicePrintHelp };
        var install = new Command("install", texts.ServiceInstallHelp) { folder, profile, sending.Event, sending.Album, print };
        install.Validators.Add(result =>
        {
            if (result.GetValue(folder) is not null && result.GetResult(profile) is not null)
            {
                result.AddError(texts.MutuallyExclusive("--profile", texts.Placeholders.Folder));
            }

            if (result.GetValue(folder) is null && (result.GetResult(sending.Event) ?? result.GetResult(sending.Album)) is { } option)
            {
                result.AddError(texts.NeedsFolder(option.Option.Name, texts.Placeholders.Folder));
            }
        });
        install.SetAction(async (parsed, _) =>
        {
            var context = createContext(parsed);
            var handler = new ServiceHandler(context, parsed.GetValue(print));
            if (parsed.GetValue(folder) is not { } watched)
            {
                return await handler.InstallProfileAsync(parsed.GetValue(profile) ?? ProfileStore.DefaultName).ConfigureAwait(false);
            }

            handler.CheckFolder(watched); // before a person chooses an event
            return await handler.InstallFolderAsync(
                watched, await sending.ReadAsync(parsed, context).ConfigureAwait(false)).ConfigureAwait(false);
        });
        var printUninstall = new Option<bool>("--print") { Description = texts.ServicePrintHelp };
        var uninstall = new Command("uninstall", texts.ServiceUninstallHelp) { printUninstall };
        uninstall.SetAction((parsed, _) => new ServiceHandler(createContext(parsed), parsed.GetValue(printUninstall)).UninstallAsync());
        return new Command("service", texts.ServiceHelp) { install, uninstall };
    }
}
