using System.Diagnostics;
using System.Text;

namespace EventPics.Cli.Platform;

/// <summary>The Windows service that keeps a folder watched.</summary>
internal static class WindowsService
{
    public const string Name = "EventPics";

    /// <summary>The sc.exe calls that create the service, make it restart after a failure, and start it.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Install(IReadOnlyList<string> command, string description) =>
    [
        ["create", Name, "binPath=", string.Join(' ', command.Select(Quote)), "start=", "delayed-auto", "DisplayName=", "EventPics"],
        ["description", Name, description],
        ["failure", Name, "reset=", "86400", "actions=", "restart/10000/restart/10000/restart/60000"],

        // Otherwise only a crash counts as a failure, not an exit code.
        ["failureflag", Name, "1"],
        ["start", Name],
    ];

    public static IReadOnlyList<IReadOnlyList<string>> Uninstall { get; } = [["stop", Name], ["delete", Name]];

    public static string Show(IReadOnlyList<string> arguments) => "sc.exe " + string.Join(' ', arguments.Select(Quote));

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo("sc.exe", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        await Console.Error.WriteAsync(output).ConfigureAwait(false);
        return process.ExitCode;
    }

    // By the rules of Windows command lines: backslashes are plain characters, except before a quote.
    public static string Quote(string word)
    {
        if (word.Length > 0 && !word.Any(c => char.IsWhiteSpace(c) || c == '"'))
        {
            return word;
        }

        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var c in word)
        {
            quoted.Append('\\', c == '"' ? backslashes + 1 : 0).Append(c);
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
