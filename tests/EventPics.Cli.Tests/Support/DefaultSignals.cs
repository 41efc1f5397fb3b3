using System.Diagnostics;

namespace EventPics.Cli.Tests.Support;

/// <summary>
/// Starts the tool with SIGINT at its default. A shell ignores SIGINT for what it starts in the background, a child inherits that,
/// and .NET leaves an ignored signal ignored: without this, tests that press Ctrl+C would fail in a background job.
/// </summary>
internal static class DefaultSignals
{
    private const string Env = "/usr/bin/env";
    private const string Option = "--default-signal=INT";

    /// <summary>
    /// The program that restores the default and then becomes the tool, so that the process id stays the same; null where there is none.
    /// </summary>
    public static string? Wrapper { get; } = IsSupported() ? Env : null;

    /// <summary>The arguments that come before the program's own.</summary>
    public static IEnumerable<string> Arguments(string program) => Wrapper is null ? [] : [Option, program];

    // GNU env has it since 2019; macOS and Windows have not.
    private static bool IsSupported()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(Env))
        {
            return false;
        }

        using var trial = Process.Start(new ProcessStartInfo(Env, [Option, "true"]) { RedirectStandardError = true })!;
        trial.WaitForExit();
        return trial.ExitCode == 0;
    }
}
