using System.Text.Json;
using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Commands.Profiles;

public class ProfileCommandTests : ToolTest
{
    [Fact]
    public async Task A_valid_profile_ends_with_0()
    {
        var folder = NewFolder("in");
        var file = Write($$"""{ "event": "{{Event}}", "folders": [{{JsonSerializer.Serialize(folder)}}], }""");

        var result = await RunAsync("profile", "check", file);
        var json = await RunAsync("profile", "check", file, "--json");

        Assert.Equal((0, $"{file}: the profile is valid.\n", ""), (result.ExitCode, result.Out, result.Error));
        var line = Assert.Single(json.Json);
        Assert.Equal((file, true, 0), (ToolResult.Text(line, "file"), line.GetProperty("valid").GetBoolean(), line.GetProperty("errors").GetInt32()));
    }

    [Fact]
    public async Task Every_error_is_listed_with_its_key_and_ends_with_1()
    {
        var file = Write("""{ "evnt": "x", "folders": ["D:/Fotos"], "resend": 1 }""");

        var result = await RunAsync("profile", "check", file);
        var json = await RunAsync("profile", "check", file, "--json", "--lang", "de");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("evnt: There is no setting 'evnt'. Did you mean event?\n", result.Out, StringComparison.Ordinal);
        Assert.Contains("\nresend takes true or false", result.Out, StringComparison.Ordinal);
        Assert.Contains("\nevent is missing.", result.Out, StringComparison.Ordinal);
        Assert.Equal(["evnt", "resend", "event"], json.OfType("profileError").Select(line => ToolResult.Text(line, "key")));
        Assert.Equal((1, 3), (json.ExitCode, json.Summary.GetProperty("errors").GetInt32()));
        Assert.Contains("Meinten Sie event?", json.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_another_computer_is_only_a_note()
    {
        var result = await RunAsync("profile", "check", Write("""{ "event": "abcd1234", "folders": ["D:/Fotos", "E:/{date}"] }"""));

        Assert.Equal((0, "Note: On this computer, there is no folder 'D:/Fotos'.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task A_file_that_does_not_exist_is_wrong_usage()
    {
        var result = await RunAsync("profile", "check", "none.json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("none.json", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_with_the_stored_API_key_is_rejected_without_showing_it()
    {
        var result = await RunAsync("profile", "check", Write($$"""{ "event": "abcd1234", "folders": ["/photos"], "boothName": "{{Emulator.ApiKey}}" }"""));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("must not contain an API key", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulator.ApiKey, result.ToString(), StringComparison.Ordinal);
    }

    private string Write(string json)
    {
        var file = Path.Combine(NewFolder("profiles"), "booth.json");
        File.WriteAllText(file, json);
        return file;
    }
}
