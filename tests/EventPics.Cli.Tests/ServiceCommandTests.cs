namespace EventPics.Cli.Tests;

public class ServiceCommandTests : ToolTest
{
    [Fact]
    public async Task A_unit_spells_everything_out_but_the_key()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is Linux's.");
        var folder = NewFolder("Bilder 100% neu");

        var result = await RunAsync("service", "install", folder, "--event", Event, "--album", "Fotobox", "--print");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("watch \"" + folder.Replace("%", "%%", StringComparison.Ordinal) + "\" --event abcd1234 --album Fotobox", result.Out, StringComparison.Ordinal);
        Assert.Contains($"--data-dir {DataDirectory}", result.Out, StringComparison.Ordinal);
        Assert.Contains("[Install]", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.ApiKey, result.Out, StringComparison.Ordinal);
    }
}
