using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Parsing;

public class UsageErrorsTests : ToolTest
{
    [Theory]
    [InlineData("Did you mean --event?", "upload", ".", "--evnet", Event)]
    [InlineData("Did you mean --json?", "upload", ".", "--event", Event, "--jsn")]
    [InlineData("Did you mean --once?", "watch", ".", "--event", Event, "--onec")]
    [InlineData("Did you mean upload?", "uplaod", ".")]
    [InlineData("Did you mean status?", "queue", "statsu")]
    [InlineData("--event", "upload", ".")]
    [InlineData("--timeout takes a time", "upload", ".", "--event", Event, "--timeout", "soon")]
    [InlineData("--bwlimit takes a speed", "upload", ".", "--event", Event, "--bwlimit", "2M")]
    [InlineData("--bwlimit takes a speed", "upload", ".", "--event", Event, "--bwlimit", "\u0662Mbit")]
    [InlineData("--bwlimit takes a speed", "watch", ".", "--event", Event, "--bwlimit", "1.\uff15MB")]
    [InlineData("--time-zone takes a zone", "upload", ".", "--event", Event, "--time-zone", "Atlantis/Center")]
    [InlineData("--time-zone takes a zone", "watch", ".", "--event", Event, "--time-zone", "+25:00")]
    [InlineData("--time-zone takes a zone", "listen", "--folder", ".", "--event", Event, "--time-zone", "+2")]
    [InlineData("--bwlimit needs a value", "upload", ".", "--event", Event, "--bwlimit")]
    [InlineData("--port takes a number", "emulator", "--port", "\u0668\u0660")]
    [InlineData("--timeout takes a time", "upload", ".", "--event", Event, "--timeout", "\u0663s")]
    [InlineData("--base-address takes an https address", "events", "--base-address", "http://example.org/")]
    [InlineData("--lang takes en or de", "events", "--lang", "fr")]
    [InlineData("--port takes a number", "emulator", "--port", "99999")]
    [InlineData("--on-uploaded needs a value", "upload", ".", "--event", Event, "--on-uploaded", "")]
    [InlineData("eventpics: --event is missing.", "upload", ".")]
    [InlineData("eventpics: --event fehlt.", "upload", ".", "--lang", "de")]
    [InlineData("eventpics [command] [options]")]
    [InlineData("eventpics queue [command] [options]", "queue")]
    public async Task A_wrong_command_line_is_explained(string words, params string[] arguments)
    {
        var result = await RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Out);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eventpics: --event fehlt.", "upload", "x.jpg")]
    [InlineData("eventpics: ORDNER fehlt.\neventpics: --event fehlt.", "watch")]
    [InlineData("eventpics: --folder fehlt.\neventpics: --event fehlt.", "listen")]
    [InlineData("eventpics: PFAD fehlt.", "upload", "--event", Event)]
    [InlineData("eventpics: --event erlaubt nur einen Wert.", "upload", "x.jpg", "--event", Event, "--event", Event)]
    [InlineData("eventpics: --event braucht einen Wert.", "upload", "x.jpg", "--event")]
    [InlineData(
        "eventpics: 'Bilder' ist eine Angabe zu viel. Werte mit Leerzeichen gehören in Anführungszeichen.", "watch", "Meine", "Bilder")]
    [InlineData("eventpics: --version lässt sich mit nichts kombinieren.", "--version", "--json")]
    public async Task A_usage_error_is_reported_once_and_in_one_language(string words, params string[] arguments)
    {
        var result = await RunAsync(["--lang", "de", .. arguments]);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(words + "\nMehr dazu: 'eventpics", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_two_dashes_nothing_is_an_option()
    {
        var folder = NewFolder("in");
        var photo = NewPhoto(folder, "-x.jpg");
        File.Copy(photo, Path.Combine(folder, "..", "-x.jpg"));

        var alone = await RunAsync("upload", "--event", Event, "--", "-y.jpg");
        var among = await RunAsync("upload", photo, "--event", Event, "--json", "--", "-y.jpg");
        var there = await RunAsync("upload", "--event", Event, "--json", "--", "-x.jpg");
        var before = await RunAsync("upload", "-y.jpg", "--event", Event, "--", "-y.jpg");

        Assert.True(alone.ExitCode == 2, alone.ToString());
        Assert.Contains("-y.jpg: There is no such file or folder.", alone.Error, StringComparison.Ordinal);
        Assert.True(among.ExitCode == 1, among.ToString());
        Assert.Single(among.OfType("uploaded"));
        Assert.True(there.ExitCode == 0, there.ToString());
        Assert.Single(there.OfType("duplicate"));
        Assert.True(before.ExitCode == 2, before.ToString());
        Assert.Contains("There is no option -y.jpg.", before.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_a_summary_ends_even_a_wrong_upload()
    {
        var result = await RunAsync("upload", "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(
            """{"type":"summary","uploaded":0,"duplicates":0,"failed":0,"waiting":0,"skipped":0}""",
            Assert.Single(result.Json).GetRawText());
    }

    [Fact]
    public async Task Options_win_over_variables_and_stand_anywhere()
    {
        Variables["EVENTPICS_BASE_ADDRESS"] = "https://nowhere.example/";
        var address = Emulator.BaseAddress.AbsoluteUri;

        var before = await RunAsync("--base-address", address, "--json", "events");
        var after = await RunAsync("events", "--json", "--base-address", address);

        Assert.Equal(0, before.ExitCode);
        Assert.Equal(before.Out, after.Out);
        Assert.Equal(
            """{"type":"event","title":"Sommerfest","linkId":"abcd1234","albums":[{"id":"a1","title":"Fotobox"},{"id":"a2","title":"Backstage"}]}""",
            before.Json[0].GetRawText());
    }

    [Fact]
    public async Task An_invalid_environment_variable_is_reported()
    {
        Variables["EVENTPICS_BASE_ADDRESS"] = "ftp://example.org/";

        var result = await RunAsync("events");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("EVENTPICS_BASE_ADDRESS", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_systems_language_is_used()
    {
        Variables["LC_ALL"] = "de_DE.UTF-8";

        var result = await RunAsync("upload", NewPhoto(NewFolder("Bilder"), length: 1500), "--event", Event);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("1,5 kB", result.Out, StringComparison.Ordinal);
        Assert.Contains("1 hochgeladen.", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_can_be_chosen()
    {
        var result = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", "nope", "--lang", "de");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Das Event 'nope' gibt es nicht. Vorhanden sind:", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "upload", ".", "--event", Event)]
    [InlineData(2, "watch", ".", "--event", Event)]
    [InlineData(2, "listen", "--folder", ".", "--event", Event)]
    [InlineData(2, "queue", "send")]
    public async Task With_json_a_summary_ends_even_a_command_that_failed_early(int exitCode, params string[] arguments)
    {
        Variables["EVENTPICS_BASE_ADDRESS"] = "ftp://example.org/";

        var result = await RunAsync([.. arguments, "--json"]);

        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.Equal(
            """{"type":"summary","uploaded":0,"duplicates":0,"failed":0,"waiting":0,"skipped":0}""",
            Assert.Single(result.Json).GetRawText());
    }

    [Fact]
    public async Task With_json_a_summary_ends_a_queue_without_key()
    {
        Variables["EVENTPICS_API_KEY"] = null;

        var result = await RunAsync("queue", "send", "--json");

        Assert.True(result.ExitCode == 3, result.ToString());
        Assert.Equal("summary", ToolResult.Text(Assert.Single(result.Json), "type"));
    }
}
