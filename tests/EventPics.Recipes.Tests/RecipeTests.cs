using System.Diagnostics;
using System.Text;

namespace EventPics.Recipes.Tests;

/// <summary>Runs each recipe of <c>.github/docs/recipes.md</c> as a reader does.</summary>
public sealed class RecipeTests
{
    public static TheoryData<string, int, string[]> Recipes => new()
    {
        { "hot-folder", 4, ["Enqueued: Bräutigam & Braut.jpg", "Enqueued: first-dance.mp4"] },
        { "hot-folder-without-host", 4, ["Failed: 0. Waiting for another program: 0"] },
        { "window", 4, ["first-dance.mp4: Uploaded, 100 %", "Changes outside of the UI thread: 0"] },
        { "problem-details", 2, ["200 {\"linkId\":\"abcd1234\"", "404 {", "\"title\":\"NotFound\"", "202 {"] },
        {
            "proxy", 3,
            [
                "Requests through the proxy, with a host: 2",
                "Requests through the proxy, without a host: 2",
                "The system's proxy, without a setting: True",
            ]
        },
        { "many", 3, [" %", "deleted.jpg: ", "(EntityTooLarge)", "Failed: 1, unreadable: 1"] },
        {
            "health-checks", 0,
            [
                "/health/live: 200",
                "/health/ready: 200 eventpics: Healthy\neventpics-upload-queue: Healthy\n", // and no description
                "/health/ready: 503 eventpics: Unhealthy\n",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Recipes))]
    public async Task It_does_what_the_page_says(string recipe, int photos, string[] expected)
    {
        var (exitCode, output) = await RunAsync(recipe);

        Assert.True(exitCode == 0, output);
        Assert.All(expected, text => Assert.Contains(text, output, StringComparison.Ordinal));
        Assert.Contains($"Photos in the album: {photos}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_name_all_are_listed()
    {
        var (exitCode, output) = await RunAsync();

        Assert.Equal(0, exitCode);
        Assert.Equal(Recipes.Select(row => row.Data.Item1), output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task An_unknown_name_is_wrong_usage() => Assert.Equal(2, (await RunAsync("unknown")).ExitCode);

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Recipes.exe" : "Recipes");
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TestTimeout.Default);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return (process.ExitCode, (await output + await errors).ReplaceLineEndings("\n"));
        }
        catch
        {
            process.Kill();
            throw;
        }
    }
}
