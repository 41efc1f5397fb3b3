namespace EventPics.Cli.Tests;

public class ReportCommandTests : ToolTest
{
    [Fact]
    public async Task A_report_is_complete_only_when_every_picture_is_up()
    {
        var folder = NewFolder("in");
        NewPicture(folder, "=1+1.jpg");
        await RunAsync("upload", folder, "--event", Event);

        var complete = await RunAsync("report", folder);
        await RunAsync("upload", NewPicture(folder, "later.jpg"), "--event", Event, "--no-wait");
        var waiting = await RunAsync("report", folder, "--json");
        NewPicture(folder, "<b>unsent</b>.jpg");
        var missing = await RunAsync("report", folder, "--format", "html");
        var csv = await RunAsync("report", folder, "--format", "csv");

        Assert.True(complete.ExitCode == 0, complete.ToString());
        Assert.Contains("Complete: the one picture is uploaded.", complete.Out, StringComparison.Ordinal);
        Assert.Equal(4, waiting.ExitCode);
        Assert.False(waiting.Summary.GetProperty("complete").GetBoolean());
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("&lt;b&gt;unsent&lt;/b&gt;.jpg", missing.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>unsent", missing.Out, StringComparison.Ordinal);
        Assert.Equal(1, csv.ExitCode);
        Assert.Contains("'=1+1.jpg,uploaded,abcd1234", csv.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_is_written_as_its_file_ends()
    {
        var folder = NewFolder("in");
        NewPicture(folder);
        var file = Path.Combine(NewFolder("out"), "report.html");

        var result = await RunAsync("report", folder, "--output", file, "--lang", "de");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Out);
        var page = await File.ReadAllTextAsync(file, Cancel);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"de\">", page, StringComparison.Ordinal);
        Assert.Contains("Nicht vollständig", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task German_spreadsheets_get_semicolons()
    {
        var folder = NewFolder("in");
        NewPicture(folder, "a,b;c.jpg");

        var german = await RunAsync("report", folder, "--format", "csv", "--lang", "de");
        var english = await RunAsync("report", folder, "--format", "csv");

        Assert.StartsWith("file;state;event;", german.Out, StringComparison.Ordinal);
        Assert.Contains("\n\"a,b;c.jpg\";missing;", german.Out, StringComparison.Ordinal);
        Assert.Contains("\n\"a,b;c.jpg\",missing,", english.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "report.xlsx")]
    [InlineData(1, "report.htm")]
    [InlineData(1, "report")]
    [InlineData(1, "report.xlsx", "--format", "csv")]
    public async Task A_file_that_nobody_could_open_is_not_written(int exitCode, string name, params string[] options)
    {
        var folder = NewFolder("in");
        NewPicture(folder);
        var file = Path.Combine(NewFolder("out"), name);

        var result = await RunAsync(["report", folder, "--output", file, .. options]);

        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.Equal(exitCode != 2, File.Exists(file));
    }

    [Fact]
    public async Task An_empty_picture_is_missing()
    {
        var folder = NewFolder("in");
        await RunAsync("upload", NewPicture(folder), "--event", Event);
        await File.WriteAllBytesAsync(Path.Combine(folder, "empty.jpg"), [], Cancel);

        var result = await RunAsync("report", folder, "--json");

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.False(result.Summary.GetProperty("complete").GetBoolean());
        Assert.Contains("empty", ToolResult.Text(Assert.Single(result.Json, line => ToolResult.Text(line, "type") == "picture" && ToolResult.Text(line, "state") == "missing"), "error"), StringComparison.Ordinal);
    }
}
