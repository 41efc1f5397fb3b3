using EventPics.Cli.Tests.OperatorApp.Support;

namespace EventPics.Cli.Tests.Commands.Start;

public sealed class StartCommandTests : AppTest
{
    [Fact]
    public async Task The_page_is_opened_in_the_browser_and_a_second_start_opens_it_again()
    {
        var opened = FakeBrowser();
        using var tool = Start("start", "--port", "0");
        await tool.WaitForTextAsync("The page is at http://");
        await Eventually.TrueAsync(() => ReadLines(opened).Length == 1);

        var second = await RunAsync("start");

        await Eventually.TrueAsync(() => ReadLines(opened).Length == 2);
        Assert.Equal([FindAddress(), FindAddress()], ReadLines(opened));
        Assert.Equal((0, $"EventPics is already running: {FindAddress()}\n"), (second.ExitCode, second.Error));
        tool.Interrupt();
        Assert.Equal(0, (await tool.WaitAsync()).ExitCode);
    }

    [Theory]
    [InlineData(":99")]
    [InlineData(null)]
    public async Task Without_a_browser_or_a_display_the_address_is_still_printed(string? display)
    {
        // The system refuses to run a script whose interpreter is missing.
        var opened = FakeBrowser("#!/nonexistent/interpreter");
        Variables["DISPLAY"] = display;
        Variables["WAYLAND_DISPLAY"] = null;

        using var tool = Start("start", "--port", "0");
        await tool.WaitForTextAsync("The page is at http://");

        Assert.NotEmpty(await GetAsync(""));
        Assert.False(File.Exists(opened));
    }

    [Fact]
    public async Task Started_by_a_double_click_without_arguments_the_page_opens()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows tells a double-click by the console.");
        var opened = FakeBrowser();

        using var tool = Start();
        await tool.WaitForTextAsync("The page is at http://");

        await Eventually.TrueAsync(() => ReadLines(opened).Length == 1);
    }

    [Fact]
    public async Task Without_arguments_and_a_display_the_help_is_shown()
    {
        Variables["DISPLAY"] = Variables["WAYLAND_DISPLAY"] = null;

        var result = await RunAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Usage:", result.Error, StringComparison.Ordinal);
    }

    private static string[] ReadLines(string file) => File.Exists(file) ? File.ReadAllLines(file) : [];

    /// <summary>Puts a program before the system's that opens pages, and writes what it is to open to a file.</summary>
    private string FakeBrowser(string interpreter = "#!/bin/sh")
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), "Elsewhere the system opens pages itself.");
        var folder = NewFolder("browser");
        var opened = Path.Combine(folder, "opened");
        var program = Path.Combine(folder, "xdg-open");
        File.WriteAllText(program, $"{interpreter}\necho \"$1\" >> '{opened}'\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Variables["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}";
        Variables["DISPLAY"] = ":99";
        return opened;
    }
}
