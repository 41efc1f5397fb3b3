using System.CommandLine;
using System.Text;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Platform;
using EventPics.Cli.Sending.Destinations;

namespace EventPics.Cli.Commands.Account;

/// <summary><c>login</c> and <c>logout</c>: store and delete this user's API key.</summary>
internal static class LoginCommand
{
    private static readonly TimeSpan KeyPollInterval = TimeSpan.FromMilliseconds(30);

    public static Command CreateLogin(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var command = new Command("login", texts.LoginHelp);
        command.SetAction((parsed, _) => LoginAsync(createContext(parsed)));
        return command;
    }

    public static Command CreateLogout(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var command = new Command("logout", texts.LogoutHelp);
        command.SetAction((parsed, _) => Task.FromResult(Logout(createContext(parsed))));
        return command;
    }

    private static async Task<int> LoginAsync(CommandContext context)
    {
        var text = Console.IsInputRedirected ? Console.In.ReadLine() ?? "" : await ReadHiddenAsync(context).ConfigureAwait(false);
        var key = ApiKeyText.Clean(text) ?? throw new CommandException(ExitCodes.ApiKey, context.Texts.EmptyApiKey);

        using var client = context.CreateQuickClient(key);
        try
        {
            new EventCache(context.DataDirectory, context.BaseAddress)
                .Save(await client.GetEventsAndAlbumsAsync(context.StoppingToken).ConfigureAwait(false));
        }
        catch (EventPicsException e) when (e.Error != EventPicsError.ApiKeyRejected)
        {
            context.Warn(context.Texts.KeyNotChecked(context.Texts.ErrorText(e.Error, e.StatusCode)));
        }

        context.ApiKeyStore.Store(key);
        context.Info(context.Texts.LoggedIn(context.ApiKeyStore.Path));
        if (ApiKeyStore.FromEnvironment is not null)
        {
            context.Warn(context.Texts.VariableTakesPrecedence);
        }

        return ExitCodes.Success;
    }

    private static int Logout(CommandContext context)
    {
        context.Info(context.ApiKeyStore.Delete() ? context.Texts.LoggedOut : context.Texts.WasNotLoggedIn);
        if (ApiKeyStore.FromEnvironment is not null)
        {
            context.Warn(context.Texts.VariableStillSet);
        }

        return ExitCodes.Success;
    }

    private static async Task<string> ReadHiddenAsync(CommandContext context)
    {
        // A terminal echoes until its keys are first polled: a key that is pasted right after the prompt would be visible.
        _ = Console.KeyAvailable;
        context.Error.Write(context.Texts.ApiKeyPrompt);
        var key = new StringBuilder();
        try
        {
            await ReadLineAsync(key, context).ConfigureAwait(false);
            return key.ToString();
        }
        finally
        {
            context.Error.WriteLine();
        }
    }

    private static async Task ReadLineAsync(StringBuilder key, CommandContext context)
    {
        while (await ReadKeyAsync(context).ConfigureAwait(false) is { Key: not ConsoleKey.Enter } pressed)
        {
            if (pressed.Key == ConsoleKey.Backspace)
            {
                key.Length = Math.Max(0, key.Length - 1);
            }
            else if (!char.IsControl(pressed.KeyChar))
            {
                key.Append(pressed.KeyChar);
            }
        }
    }

    // Only a key wakes a thread that reads, not even Ctrl+C does.
    private static async Task<ConsoleKeyInfo> ReadKeyAsync(CommandContext context)
    {
        while (!Console.KeyAvailable)
        {
            await Task.Delay(KeyPollInterval, context.Time, context.StoppingToken).ConfigureAwait(false);
        }

        return Console.ReadKey(intercept: true);
    }
}
