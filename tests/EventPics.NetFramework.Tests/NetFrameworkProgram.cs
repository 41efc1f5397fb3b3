using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using EventPics.Emulator;

namespace EventPics.NetFramework.Tests;

/// <summary>Runs the program: on .NET Framework on Windows, on Mono elsewhere.</summary>
internal static class NetFrameworkProgram
{
    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(2);

    private static readonly string Path = typeof(NetFrameworkProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Program").Value!;

    public static async Task<(int ExitCode, string Output)> RunAsync(EventPicsEmulator emulator, CancellationToken cancellationToken)
    {
        var isWindows = OperatingSystem.IsWindows();
        var start = new ProcessStartInfo(isWindows ? Path : "mono", isWindows ? [] : [Path])
        {
            Environment = { ["EVENTPICS_API_KEY"] = emulator.ApiKey, ["EVENTPICS_BASE_ADDRESS"] = emulator.BaseAddress.AbsoluteUri },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Start(start);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(MaxDuration);
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

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception) when (start.FileName == "mono" && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("Mono is missing; on Debian it is the package mono-runtime.");
            throw;
        }
    }
}
