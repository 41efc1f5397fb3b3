using System.CommandLine;
using System.Text;

namespace EventPics.Cli.Internal;

/// <summary><c>login</c> and <c>logout</c>: keep the API key for this user, and forget it.</summary>
internal static class LoginCommand
{
    private static readonly TimeSpan KeyPatience = TimeSpan.FromMilliseconds(30);

    public static Command CreateLogin(Texts texts, Func<ParseResult, Shell> shell)
    {
        var command = new Command("login", texts.LoginHelp);
        command.SetAction((parsed, _) => LoginAsync(shell(parsed)));
        return command;
    }

    public static Command CreateLogout(Texts texts, Func<ParseResult, Shell> shell)
    {
        var command = new Command("logout", texts.LogoutHelp);
        command.SetAction((parsed, _) => Task.FromResult(Logout(shell(parsed))));
        return command;
    }

    private static async Task<int> LoginAsync(Shell shell)
    {
        var text = Console.IsInputRedirected ? Console.In.ReadLine() ?? "" : await ReadHiddenAsync(shell).ConfigureAwait(false);
        var key = ApiKeyText.Clean(text) ?? throw new ToolException(ExitCodes.ApiKey, shell.Texts.EmptyApiKey);

        using var client = shell.CreateQuickClient(key);
        try
        {
            new EventCache(shell.DataDirectory, shell.BaseAddress).Save(await client.GetEventsAndAlbumsAsync(shell.Stop).ConfigureAwait(false));
        }
        catch (EventPicsException e) when (e.Error != EventPicsError.ApiKeyRejected)
        {
            shell.Warn(shell.Texts.KeyNotChecked(shell.Texts.Trouble(e.Error, e.StatusCode)));
        }

        shell.Keys.Store(key);
        shell.Say(shell.Texts.LoggedIn(shell.Keys.Path));
        if (KeyStore.FromEnvironment is not null)
        {
            shell.Warn(shell.Texts.VariableWins);
        }

        return ExitCodes.Done;
    }

    private static int Logout(Shell shell)
    {
        shell.Say(shell.Keys.Delete() ? shell.Texts.LoggedOut : shell.Texts.WasNotLoggedIn);
        if (KeyStore.FromEnvironment is not null)
        {
            shell.Warn(shell.Texts.VariableStillHolds);
        }

        return ExitCodes.Done;
    }

    private static async Task<string> ReadHiddenAsync(Shell shell)
    {
        // A terminal echoes until the first look at its keys: a key pasted right after the question would be seen.
        _ = Console.KeyAvailable;
        shell.Error.Write(shell.Texts.AskForKey);
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

    private static async Task ReadLineAsync(StringBuilder key, Shell shell)
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
    private static async Task<ConsoleKeyInfo> ReadKeyAsync(Shell shell)
    {
        while (!Console.KeyAvailable)
        {
            await Task.Delay(KeyPatience, shell.Time, shell.Stop).ConfigureAwait(false);
        }

        return Console.ReadKey(intercept: true);
    }
}
