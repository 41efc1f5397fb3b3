using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Parsing;
using EventPics.Emulator;

namespace EventPics.Cli.Commands.Emulator;

/// <summary><c>emulator</c>: runs the local EventPics server.</summary>
internal static class EmulatorCommand
{
    private const int DefaultPort = 5080;

    public static Command Create(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var port = PortOption.Create(texts.EmulatorPortHelp, DefaultPort, texts);
        var listen = ListenOption(texts);
        var data = new Option<string?>("--data") { HelpName = texts.Placeholders.Directory, Description = texts.EmulatorDataHelp };
        var events = EventOption(texts);
        var faults = FaultOption.Create(texts);
        var command = new Command("emulator", texts.EmulatorHelp) { port, listen, data, events, faults };
        command.SetAction((parsed, _) =>
        {
            var options = new EventPicsEmulatorOptions
            {
                Port = parsed.GetValue(port),
                ListenAddress = parsed.GetValue(listen)!,
                DataDirectory = parsed.GetValue(data),
            };
            if (parsed.GetValue(events) is { Length: > 0 } titles)
            {
                options.Events = EmulatorEvents.Create([.. titles.Select(title => title.Trim())]);
            }

            return RunAsync(createContext(parsed), options, parsed.GetValue(faults) ?? []);
        });
        return command;
    }

    private static Option<string[]> EventOption(Texts texts)
    {
        var option = new Option<string[]>("--event") { HelpName = texts.Placeholders.Title, Description = texts.EmulatorEventHelp };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError(texts.EmptyValue(option.Name));
            }
        });
        return option;
    }

    private static Option<IPAddress> ListenOption(Texts texts) => new("--listen")
    {
        HelpName = texts.Placeholders.Address,
        Description = texts.EmulatorListenHelp,
        CustomParser = result =>
        {
            var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (IPAddress.TryParse(text.Trim(), out var address))
            {
                return address;
            }

            result.AddError(texts.BadListenAddress(text));
            return null;
        },
        DefaultValueFactory = _ => IPAddress.Loopback,
    };

    private static async Task<int> RunAsync(CommandContext context, EventPicsEmulatorOptions options, IReadOnlyList<ScriptedFault> faults)
    {
        options.LoggerFactory = context.Loggers;
        EventPicsEmulator emulator;
        try
        {
            emulator = await EventPicsEmulator.StartAsync(options, context.StoppingToken).ConfigureAwait(false);
        }
        catch (Exception e) when (PortError.TryCreate(e, options.Port, context.Texts) is { } failure)
        {
            throw failure;
        }
        catch (Exception e) when (IsAddressError(e))
        {
            throw new CommandException(ExitCodes.Failed, context.Texts.AddressUnavailable(options.ListenAddress.ToString()), e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var why = UserError.FromException(e, context.Texts);
            throw new CommandException(ExitCodes.Failed, context.Texts.EmulatorDidNotStart(why.Message), why.Detail, e);
        }

        await using (emulator.ConfigureAwait(false))
        {
            foreach (var (operation, fault) in faults)
            {
                emulator.Faults.On(operation, fault);
            }

            Announce(context, emulator);
            WarnAboutNetworkAccess(context, options.ListenAddress);
            await context.Shutdown.WaitAsync().ConfigureAwait(false);
            context.Info(context.Texts.EmulatorReceived(emulator.Photos.Count));
        }

        return ExitCodes.Success;
    }

    private static bool IsAddressError(Exception? exception) =>
        exception is SocketException { SocketErrorCode: SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported }
        || (exception?.InnerException is { } cause && IsAddressError(cause));

    private static void WarnAboutNetworkAccess(CommandContext context, IPAddress listen)
    {
        if (!IPAddress.IsLoopback(listen))
        {
            context.Warn(context.Texts.EmulatorAcceptsAnyHost(listen.ToString()));
        }
    }

    private static void Announce(CommandContext context, EventPicsEmulator emulator)
    {
        if (context.Json)
        {
            JsonOutput.Write(context.Out, StartedLine.Create(emulator.BaseAddress.AbsoluteUri, emulator.ApiKey));
            foreach (var found in emulator.Events)
            {
                JsonOutput.Write(context.Out, EventLine.From(new EventPicsEvent(
                    found.Title, found.LinkId, [.. found.Albums.Select(album => new EventPicsAlbum(album.Id, album.Title))])));
            }

            return;
        }

        context.Out.WriteLine(context.Texts.EmulatorStarted(emulator.BaseAddress.AbsoluteUri));
        context.Out.WriteLine();
        var set = OperatingSystem.IsWindows() ? "set " : "export ";
        context.Out.WriteLine($"  {set}{EnvironmentVariables.BaseAddress}={emulator.BaseAddress.AbsoluteUri}");
        context.Out.WriteLine($"  {set}{EnvironmentVariables.ApiKey}={emulator.ApiKey}");
        context.Out.WriteLine();
        foreach (var found in emulator.Events)
        {
            foreach (var album in found.Albums)
            {
                context.Out.WriteLine($"  eventpics upload {context.Texts.Placeholders.Folder} --event {found.LinkId} --album {album.Id}   # {found.Title.Sanitize()} / {album.Title}");
            }
        }

        context.Out.WriteLine();
        context.Out.WriteLine(context.Texts.StopWithCtrlC);
        context.Out.Flush();
    }
}
