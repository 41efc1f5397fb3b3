using System.Diagnostics;
using EventPics.Emulator;

namespace EventPics.Tests.Registration;

/// <summary>The sample of a host that is configured by its environment alone.</summary>
public sealed class HostedUploadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_short_program_with_only_a_key_in_its_environment_uploads()
    {
        using var folder = new TempFolder();
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);

        var (exitCode, output) = await RunAsync(
            folder.Write("party.jpg", TestImages.Jpeg(10_000)),
            ("EventPics__ApiKey", emulator.ApiKey), ("EventPics__BaseAddress", emulator.BaseAddress.AbsoluteUri));

        Assert.True(exitCode == 0, output);
        Assert.Contains("party.jpg is in the album", output, StringComparison.Ordinal);
        Assert.Equal("party.jpg", Assert.Single(emulator.Photos).FileName);
        Assert.InRange(File.ReadLines(Repository.PathOf("samples", "HostedUpload", "Program.cs")).Count(line => line.Length > 0), 1, 10);
    }

    [Fact]
    public async Task Without_a_key_it_does_not_start_and_says_what_to_set()
    {
        var (exitCode, output) = await RunAsync("party.jpg");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("EventPics:ApiKey is missing.", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string file, params (string Name, string Value)[] environment)
    {
        // artifacts/bin/PROJECT/CONFIGURATION
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, "HostedUpload", own.Name, "HostedUpload.dll");
        var start = new ProcessStartInfo("dotnet", [program, file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("EventPics__", StringComparison.OrdinalIgnoreCase))
            .ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Token);
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, output + await errors);
    }
}
