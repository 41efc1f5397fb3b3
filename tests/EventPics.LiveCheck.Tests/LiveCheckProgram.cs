using System.Diagnostics;
using EventPics.Emulator;

namespace EventPics.LiveCheck.Tests;

/// <summary>Runs the program against an emulator.</summary>
internal static class LiveCheckProgram
{
    private static readonly string Path = System.IO.Path.Combine(
        AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "EventPics.LiveCheck.exe" : "EventPics.LiveCheck");

    public static Task<(int ExitCode, string Output)> RunAsync(EventPicsEmulator emulator, params string[] args) =>
        RunUntilAsync(emulator, args, TestContext.Current.CancellationToken);

    /// <summary>Kills the program when it is canceled.</summary>
    public static async Task<(int ExitCode, string Output)> RunUntilAsync(
        EventPicsEmulator emulator, string[] args, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Path, args)
        {
            Environment = { ["EVENTPICS_API_KEY"] = emulator.ApiKey, ["EVENTPICS_BASE_ADDRESS"] = emulator.BaseAddress.AbsoluteUri },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TestTimeout.Long);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch
        {
            process.Kill();
            throw;
        }
    }
}
