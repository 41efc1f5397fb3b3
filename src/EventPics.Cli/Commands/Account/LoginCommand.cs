using System.CommandLine;
using System.Text;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Platform;
using EventPics.Cli.Sending.Destinations;

namespace EventPics.Cli.Commands.Account;

/// <summary><c>login</c> and <c>logout</c>: keep the API key for this user, and forget it.</summary>
internal static class LoginCommand
{
    private static readonly TimeSpan KeyPollInterval = TimeSpan.FromMilliseconds(30);

    public static Command CreateLogin(Texts texts, Func<ParseResult, CommandContext> shell)
    {
        var command = new Command("login", texts.LoginHelp);
        command.SetAction((parsed, _) => LoginAsync(shell(parsed)));
        return command;
    }

    public static Command CreateLogout(Texts texts, Func<ParseResult, CommandContext> shell)
    {
        var command = new Command("logout", texts.LogoutHelp);
        command.SetAction((parsed, _) => Task.FromResult(Logout(shell(parsed))));
        return command;
    }

    private static async Task<int> LoginAsync(CommandContext shell)
    {
        var text = Console.IsInputRedirected ? Console.In.ReadLine() ?? "" : await ReadHiddenAsync(shell).ConfigureAwait(false);
        var key = ApiKeyText.Clean(text) ?? throw new CommandException(ExitCodes.ApiKey, shell.Texts.EmptyApiKey);

        using var client = shell.CreateQuickClient(key);
        try
        {
            new EventCache(shell.DataDirectory, shell.BaseAddress).Save(await client.GetEventsAndAlbumsAsync(shell.StoppingToken).ConfigureAwait(false));
        }
        catch (EventPicsException e) when (e.Error != EventPicsError.ApiKeyRejected)
        {
            shell.Warn(shell.Texts.KeyNotChecked(shell.Texts.ErrorText(e.Error, e.StatusCode)));
        }

        shell.ApiKeyStore.Store(key);
        shell.Info(shell.Texts.LoggedIn(shell.ApiKeyStore.Path));
        if (ApiKeyStore.FromEnvironment is not null)
        {
            shell.Warn(shell.Texts.VariableTakesPrecedence);
        }

        return ExitCodes.Success;
    }

    private static int Logout(CommandContext shell)
    {
        shell.Info(shell.ApiKeyStore.Delete() ? shell.Texts.LoggedOut : shell.Texts.WasNotLoggedIn);
        if (ApiKeyStore.FromEnvironment is not null)
        {
            shell.Warn(shell.Texts.VariableStillSet);
        }

        return ExitCodes.Success;
    }

    private static async Task<string> ReadHiddenAsync(CommandContext shell)
    {
        // A terminal echoes until the first look at its keys: a key pasted right after the question would be seen.
        _ = Console.KeyAvailable;
        shell.Error.Write(shell.Texts.ApiKeyPrompt);
        var key = new StringBuilder();
        try
        {
            await ReadLineAsync(key, shell).ConfigureAwait(false);
            return key.ToString();
        }
        finally
        {
            shell.Error.WriteLine();
        }
    }

    private static async Task ReadLineAsync(StringBuilder key, CommandContext shell)
    {
        while (await ReadKeyAsync(shell).ConfigureAwait(false) is { Key: not ConsoleKey.Enter } pressed)
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

    // Nothing but a key wakes a thread that reads, not even Ctrl+C.
    private static async Task<ConsoleKeyInfo> ReadKeyAsync(CommandContext shell)
    {
        while (!Console.KeyAvailable)
        {
            await Task.Delay(KeyPollInterval, shell.Time, shell.StoppingToken).ConfigureAwait(false);
        }

        return Console.ReadKey(intercept: true);
    }
}
