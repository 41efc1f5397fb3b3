using System.Text.RegularExpressions;
using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Sending;

/// <summary>Files that are still being written, or were never finished.</summary>
public class UnfinishedFileTests : ToolTest
{
    [Fact]
    public async Task An_upload_waits_for_a_file_that_is_being_written()
    {
        var folder = NewFolder("in");
        var other = NewPhoto(folder);
        var photo = NewPhoto(folder);
        var whole = await File.ReadAllBytesAsync(photo, Cancel);
        await using var writer = new FileStream(photo, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        await writer.WriteAsync(whole.AsMemory(0, 1000), Cancel);
        await writer.FlushAsync(Cancel);

        using var tool = Start("upload", photo, other, "--event", Event, "--json");
        await tool.WaitForTextAsync("\"uploaded\"");
        await tool.WaitForTextAsync($"Waiting for {photo}: it is still being written.");
        await writer.WriteAsync(whole.AsMemory(1000), Cancel);
        await writer.DisposeAsync();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal([other, photo], result.OfType("uploaded").Select(line => ToolResult.Text(line, "file")));
        Assert.Contains(Emulator.Photos, received => received.Bytes.Span.SequenceEqual(whole));
    }

    [Fact]
    public async Task An_upload_that_times_out_lists_files_still_being_written()
    {
        var photo = NewPhoto(NewFolder("in"));
        await using var writer = new FileStream(photo, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);

        var result = await RunAsync("upload", photo, "--event", Event, "--timeout", "3s", "--json");

        Assert.True(result.ExitCode == 4, result.ToString());
        var waiting = Assert.Single(result.OfType("waiting"));
        Assert.Equal((photo, "Still being written."), (ToolResult.Text(waiting, "file"), ToolResult.Text(waiting, "error")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, waiting.GetProperty("sha256").ValueKind);
        Assert.Contains("1 file still being written and not queued.", result.Error, StringComparison.Ordinal);
        Assert.Empty(Emulator.Photos);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public async Task A_truncated_file_given_as_an_argument_is_sent_with_a_notice(double part)
    {
        var photo = NewPhoto(NewFolder("in"));
        await CutAsync(photo, part);

        var result = await RunAsync("upload", photo, "--event", Event, "--json");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains($"Note: {photo} is incomplete: ", result.Error, StringComparison.Ordinal);
        Assert.Single(Emulator.Photos);
    }

    [Fact]
    public async Task An_empty_file_fails_once_it_has_stayed_empty()
    {
        var photo = Path.Combine(NewFolder("in"), "empty.jpg");
        await File.WriteAllBytesAsync(photo, [], Cancel);

        var result = await RunAsync("upload", photo, "--event", Event, "--json");

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("empty", ToolResult.Text(Assert.Single(result.OfType("failed")), "error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_once_ends_and_lists_unfinished_files()
    {
        var folder = NewFolder("in");
        var whole = NewPhoto(folder);
        var photo = NewPhoto(folder);
        await CutAsync(photo, 0.5);
        var zeros = Path.Combine(folder, "preallocated.jpg");
        await File.WriteAllBytesAsync(zeros, new byte[4000], Cancel);

        var result = await RunAsync("watch", folder, "--event", Event, "--once", "--json");
        var shown = await RunAsync("watch", folder, "--event", Event, "--once");

        Assert.Equal(4, shown.ExitCode);
        Assert.All([photo, zeros], file => Assert.Matches($"waiting +{Regex.Escape(file)}", shown.Out));
        Assert.True(result.ExitCode == 4, result.ToString());
        Assert.Equal(whole, ToolResult.Text(Assert.Single(result.OfType("uploaded")), "file"));
        Assert.Equal([photo, zeros], result.OfType("waiting").Select(line => ToolResult.Text(line, "file")).Order(StringComparer.Ordinal));
        Assert.All(result.OfType("waiting"), line => Assert.NotEqual("", ToolResult.Text(line, "error")));
        Assert.Equal("""{"type":"summary","uploaded":1,"duplicates":0,"failed":0,"waiting":2,"skipped":0}""", result.Summary.GetRawText());
    }

    [Theory]
    [InlineData(4, "waiting", "watch", "--once")]
    [InlineData(1, "failed", "upload")]
    public async Task An_unreadable_file_is_reported_and_nothing_hangs(int exitCode, string type, string command, params string[] options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            && File.Exists("/usr/bin/setpriv"), "Root's rights have to be taken away.");
        var folder = NewFolder("in");
        var whole = NewPhoto(folder);
        var locked = NewPhoto(folder);
        var closed = Path.GetDirectoryName(NewPhoto(folder, "closed/1.jpg"))!;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(locked, UnixFileMode.None);
            File.SetUnixFileMode(closed, UnixFileMode.None);
        }

        using var tool = StartByShell(
            "exec setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search \"$@\"",
            [command, folder, "--event", Event, "--json", .. options]);
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.Equal(whole, ToolResult.Text(Assert.Single(result.OfType("uploaded")), "file"));
        Assert.Equal(
            new[] { locked, closed }.Order(StringComparer.Ordinal),
            result.OfType(type).Select(line => ToolResult.Text(line, "file")).Order(StringComparer.Ordinal));
        Assert.All(result.OfType(type), line => Assert.NotEqual("", ToolResult.Text(line, "error")));
    }

    private static async Task CutAsync(string path, double part)
    {
        var bytes = await File.ReadAllBytesAsync(path, Cancel);
        await File.WriteAllBytesAsync(path, bytes[..(int)(bytes.Length * part)], Cancel);
    }
}
