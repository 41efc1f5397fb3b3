using System.Diagnostics;

namespace EventPics.Tests.Security;

/// <summary>Runs one test of this assembly in a separate process, since the runtime reads some settings only once.</summary>
internal static class ChildProcess
{
    private const string Mark = "EVENTPICS_TEST_CHILD";

    public static bool IsOne => Environment.GetEnvironmentVariable(Mark) is not null;

    public static async Task RunAsync(Type test, string method, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[test.Assembly.Location, "-method", $"{test.FullName}.{method}", "-noColor"])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[Mark] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output + await errors);
        Assert.Contains("Total: 1,", output, StringComparison.Ordinal);
    }
}
