using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Commands.Service;

public class ServiceCommandTests : ToolTest
{
    [Fact]
    public async Task A_unit_contains_all_settings_except_the_API_key()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is Linux's.");
        var folder = NewFolder("Bilder 100% neu");

        var result = await RunAsync("service", "install", folder, "--event", Event, "--album", "Fotobox", "--print");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(
            "watch \"" + folder.Replace("%", "%%", StringComparison.Ordinal) + "\" --event abcd1234 --album Fotobox",
            result.Out, StringComparison.Ordinal);
        Assert.Contains($"--data-dir {DataDirectory}", result.Out, StringComparison.Ordinal);
        Assert.Contains("[Install]", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.ApiKey, result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_is_described_by_the_full_path()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is Linux's.");
        var folder = NewFolder("in");

        var result = await RunAsync("service", "install", "in", "--event", Event, "--print");

        Assert.Contains($"Description=EventPics: sends photos from {folder}\n", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_commands_that_uninstall_prints_need_no_unit_file()
    {
        Assert.SkipWhen(!OperatingSystem.IsLinux() || Environment.IsPrivilegedProcess, "For root it would be the system's own folder.");
        var home = NewFolder("home");
        Variables["HOME"] = home;
        Variables["XDG_CONFIG_HOME"] = null;
        var units = Path.Combine(home, ".config", "systemd", "user");
        var link = Path.Combine(Directory.CreateDirectory(Path.Combine(units, "default.target.wants")).FullName, "eventpics.service");

        var install = await RunAsync("service", "install", NewFolder("in"), "--event", Event);
        File.CreateSymbolicLink(link, Path.Combine(units, "eventpics.service"));
        var uninstall = await RunAsync("service", "uninstall");

        Assert.Contains("loginctl enable-linger", install.Error, StringComparison.Ordinal);
        Assert.True(uninstall.ExitCode == 0, uninstall.ToString());
        Assert.DoesNotContain("disable", uninstall.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(units, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Without_a_folder_the_unit_runs_a_profile()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is Linux's.");

        var result = await RunAsync("service", "install", "--print");
        var named = await RunAsync("service", "install", "--profile", "Box-2", "--print");

        Assert.Contains($" run --profile default --data-dir {DataDirectory} --base-address ", result.Out, StringComparison.Ordinal);
        Assert.Contains(" run --profile Box-2 ", named.Out, StringComparison.Ordinal);
        Assert.Contains("Restart=on-failure", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.ApiKey, result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--event", "abcd1234")]
    [InlineData("--album", "Fotobox")]
    [InlineData("in", "--profile", "default", "--event", "abcd1234")]
    [InlineData("--profile", "../other")]
    public async Task A_profile_and_a_folder_exclude_each_other(params string[] arguments) =>
        Assert.Equal(2, (await RunAsync(["service", "install", "--print", .. arguments])).ExitCode);
}
