using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Commands.Upload;

/// <summary>Symbolic links among the uploaded files.</summary>
public class UploadSymlinkTests : ToolTest
{
    [Fact]
    public async Task Symlinks_are_skipped_with_a_warning()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var folder = NewFolder("in");
        NewPhoto(folder);
        File.CreateSymbolicLink(Path.Combine(folder, "out.jpg"), NewPhoto(NewFolder("elsewhere")));

        var result = await RunAsync("upload", folder, "--event", Event, "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("out.jpg", result.Error, StringComparison.Ordinal);
        Assert.Single(Emulator.Photos);
    }

    [Fact]
    public async Task Symlinks_given_as_arguments_are_skipped_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var folder = NewFolder("in");
        var photo = NewPhoto(folder);
        var file = File.CreateSymbolicLink(Path.Combine(NewFolder("links"), "out.jpg"), photo).FullName;
        var directory = Directory.CreateSymbolicLink(Path.Combine(NewFolder("links"), "folder"), folder).FullName;

        var alone = await RunAsync("upload", file, directory + "/", "--event", Event, "--json");
        var among = await RunAsync("upload", file, photo, "--event", Event, "--json");

        Assert.True(alone.ExitCode == 1, alone.ToString());
        Assert.Equal("""{"type":"summary","uploaded":0,"duplicates":0,"failed":0,"waiting":0,"skipped":2}""", alone.Summary.GetRawText());
        Assert.Equal([file, directory], alone.OfType("skipped").Select(line => ToolResult.Text(line, "file")));
        Assert.All(alone.OfType("skipped"), line => Assert.Equal("symbolicLink", ToolResult.Text(line, "reason")));
        Assert.Contains(file, alone.Error, StringComparison.Ordinal);
        Assert.Contains(directory, alone.Error, StringComparison.Ordinal);
        Assert.True(among.ExitCode == 0, among.ToString());
        Assert.Single(among.OfType("uploaded"));
    }
}
