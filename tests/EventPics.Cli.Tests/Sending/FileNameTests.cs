using System.Diagnostics;
using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Sending;

/// <summary>Names that a disk can hold and the service, or the runtime, can't.</summary>
public class FileNameTests : ToolTest
{
    [Theory]
    [InlineData("back\\slash.jpg", "back_slash.jpg")]
    [InlineData("tab\tand\u0001.jpg", "tab_and_.jpg")]
    [InlineData("gpj\u202Etxt.jpg", "gpj_txt.jpg")]
    [InlineData("line\u2028end\u2066.jpg", "line_end_.jpg")]
    public async Task Upload_and_watch_sanitize_a_file_name_alike(string name, string sent)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows allows no such names.");
        var first = NewFolder("first");
        var second = NewFolder("second");
        NewPhoto(first, name);
        NewPhoto(second, name);

        var upload = await RunAsync("upload", first, "--event", Event, "--json");
        var watch = await RunAsync("watch", second, "--event", Event, "--once", "--json");

        Assert.All([upload, watch], result => Assert.True(result.ExitCode == 0, result.ToString()));
        Assert.Equal([sent, sent], Emulator.Photos.Select(photo => photo.FileName));
    }

    [Theory]
    [InlineData("upload")]
    [InlineData("watch", "--once")]
    public async Task A_name_that_is_not_valid_UTF_8_fails_and_is_reported(string command, params string[] options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux allows such names.");
        var folder = NewFolder("stick");
        NewPhoto(folder, "good.jpg");
        var source = NewPhoto(NewFolder("source"));
        await ShellAsync($"cp '{source}' \"{folder}/$(printf 'f\\374r.jpg')\" && mkdir \"{folder}/$(printf '\\344')\" && cp '{source}' \"{folder}/$(printf '\\344')/1.jpg\"");

        var result = await RunAsync([command, folder, "--event", Event, "--json", .. options]);
        // The runtime can't delete what it can't name.
        await ShellAsync($"rm -r '{folder}'");

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Equal("good.jpg", Assert.Single(Emulator.Photos).FileName);
        Assert.Equal(2, result.OfType("failed").Count());
        Assert.All(
            result.OfType("failed"),
            line => Assert.Equal("Its name is not valid UTF-8, so it can't be opened. Rename it.", ToolResult.Text(line, "error")));
        Assert.All(result.OfType("failed"), line => Assert.StartsWith(folder, ToolResult.Text(line, "file"), StringComparison.Ordinal));
    }

    private static async Task ShellAsync(string command)
    {
        using var shell = Process.Start("sh", ["-c", command]);
        await shell.WaitForExitAsync(Cancel);
        Assert.Equal(0, shell.ExitCode);
    }
}
