using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using EventPics.Emulator;

namespace EventPics.NetFramework.Tests;

/// <summary>Runs the program: by .NET Framework itself on Windows, by Mono elsewhere.</summary>
internal static class NetFrameworkProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

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
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
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
