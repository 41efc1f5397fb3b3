using System.Globalization;
using System.Net;
using System.Text.Json;
using EventPics.Cli.OperatorApp.Setup;
using EventPics.Cli.Profiles;
using EventPics.Cli.Tests.OperatorApp.Support;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.OperatorApp.Setup;

/// <summary>What the setup's pages ask for, over HTTP.</summary>
public sealed class SetupTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new() { Clock = TimeProvider.System };
    private EventPicsEmulator _emulator = null!;
    private TestApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Booth => Directory.CreateDirectory(_folder.PathOf("booth")).FullName;

    private string LinkId => _emulator.Events[0].LinkId;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        _app = await TestApp.StartAsync(_emulator, _folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_valid_key_is_stored_cleaned_and_never_comes_back()
    {
        var keyResult = await _app.ChangeAsync("setup/key", new { key = $" \"{_emulator.ApiKey}\"\u200b\n" });

        Assert.Equal("valid", keyResult.GetProperty("result").GetString());
        Assert.Equal(_emulator.Events.Count, keyResult.GetProperty("events").GetInt32());
        Assert.Equal(_emulator.ApiKey, _app.Context.ApiKeyStore.Read());
        foreach (var path in new[] { "/setup", "/app/api/setup", "/app/api/setup/events", "/settings" })
        {
            using var response = await _app.GetAsync(path);
            Assert.DoesNotContain(_emulator.ApiKey, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("wrong-key", "rejected")]
    [InlineData("schlüssel mit leerzeichen", "malformed")]
    [InlineData(" \u200b ", "empty")]
    public async Task Another_key_is_rejected_and_the_one_before_it_stays(string key, string expected)
    {
        _app.Context.ApiKeyStore.Store(_emulator.ApiKey);

        var result = await _app.ChangeAsync("setup/key", new { key });

        Assert.Equal(expected, result.GetProperty("result").GetString());
        Assert.Equal(_emulator.ApiKey, _app.Context.ApiKeyStore.Read());
        Assert.DoesNotContain(key.Trim(), result.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_can_not_be_saved_is_reported_with_the_reason()
    {
        Directory.CreateDirectory(_app.Context.ApiKeyStore.Path);

        var result = await _app.ChangeAsync("setup/key", new { key = _emulator.ApiKey });

        Assert.Equal("notSaved", result.GetProperty("result").GetString());
        Assert.NotEmpty(result.GetProperty("problem").GetString()!);
        Assert.DoesNotContain(_emulator.ApiKey, result.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_key_that_can_not_be_read_is_asked_for_again()
    {
        Assert.SkipUnless(File.Exists("/proc/self/mem"), "Only Linux has a file that exists and can't be read by anyone.");
        File.CreateSymbolicLink(_app.Context.ApiKeyStore.Path, "/proc/self/mem");

        var state = await _app.ReadAsync("setup");

        Assert.False(state.GetProperty("hasKey").GetBoolean());
    }

    [Fact]
    public async Task Without_a_connection_the_key_is_stored_unchecked_and_the_last_known_list_is_shown_with_its_date()
    {
        await _app.ChangeAsync("setup/key", new { key = _emulator.ApiKey });
        _emulator.Faults.Offline = true;

        var keyResult = await _app.ChangeAsync("setup/key", new { key = "later-key" });
        var events = await _app.ReadAsync("setup/events");

        Assert.Equal("unchecked", keyResult.GetProperty("result").GetString());
        Assert.Equal("later-key", _app.Context.ApiKeyStore.Read());
        Assert.Equal(_emulator.Events.Count, events.GetProperty("events").GetArrayLength());
        Assert.NotEmpty(events.GetProperty("problem").GetString()!);
        Assert.True(events.GetProperty("knownAt").TryGetDateTimeOffset(out _));
    }

    [Fact]
    public async Task Folders_are_listed_without_files_and_hidden_ones()
    {
        _folder.Write("booth/Prints/a.jpg", TestImages.Jpeg(500));
        _folder.Write("booth/.hidden/a.jpg", TestImages.Jpeg(500));
        _folder.Write("booth/<b>markup & 💍/a.jpg", TestImages.Jpeg(500));

        var listed = await _app.ReadAsync("setup/folders?path=" + Uri.EscapeDataString(Booth + "/"));

        Assert.Equal(Booth, listed.GetProperty("path").GetString());
        Assert.Equal(Path.GetDirectoryName(Booth), listed.GetProperty("parent").GetString());
        string?[] names = [.. listed.GetProperty("folders").EnumerateArray().Select(folder => folder.GetProperty("name").GetString())];
        Assert.Equal(["<b>markup & 💍", "Prints"], names);
    }

    [Theory]
    [InlineData("relative/path")]
    [InlineData("/does/not/exist")]
    [InlineData("/with\0NUL")]
    public async Task A_folder_that_can_not_be_opened_is_a_sentence(string path)
    {
        var listed = await _app.ReadAsync("setup/folders?path=" + Uri.EscapeDataString(path));

        Assert.NotEmpty(listed.GetProperty("problem").GetString()!);
    }

    [Theory]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", HttpStatusCode.OK)]
    [InlineData("none", HttpStatusCode.OK)]
    public async Task Another_website_can_not_have_a_path_opened(string site, HttpStatusCode expected)
    {
        using var response = await _app.GetAsync("/app/api/setup/folders?path=" + Uri.EscapeDataString(Booth), ("Sec-Fetch-Site", site));

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Only_the_operator_may_list_folders_or_set_something_up()
    {
        _app.PhoneAccess.SwitchOn();
        _app.PhoneAccess.AllowChanges(true);
        var phone = new TestPhone(_app);
        using var signedIn = await phone.SignInAsync(_app.PhoneAccess.Settings.Pin);
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);

        foreach (var path in new[] { "/setup", "/app/api/setup", "/app/api/setup/folders", "/app/api/setup/events" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await phone.GetStatusAsync(path));
        }

        foreach (var path in new[] { "key", "contents", "checks", "speed", "start" })
        {
            using var response = await phone.ChangeAsync("/app/api/setup/" + path, new { key = "other" });
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Fact]
    public void The_places_of_booth_programs_are_found_with_their_newest_photo()
    {
        _folder.Write("Documents/dslrBooth/Party/Prints/old.jpg", TestImages.Jpeg(500));
        var newest = _folder.Write("Documents/dslrBooth/Party/Prints/new.jpg", TestImages.Jpeg(500));
        File.SetLastWriteTimeUtc(newest, File.GetLastWriteTimeUtc(newest).AddMinutes(5));
        _folder.Write("Documents/Holidays/beach.jpg", TestImages.Jpeg(500));
        Directory.CreateDirectory(_folder.PathOf("Documents/Sparkbooth"));

        var place = Assert.Single(BoothPlaces.Find([_folder.PathOf("Documents"), _folder.PathOf("Missing")]));

        Assert.Equal("dslrBooth", place.Program);
        Assert.Equal(Path.GetDirectoryName(newest), place.Path);
        Assert.Equal("new.jpg", place.NewestName);
    }

    [Fact]
    public async Task Photos_that_went_to_another_event_are_named_before_anything_is_sent()
    {
        var file = _folder.Write("booth/a.jpg", TestImages.Jpeg(500, 1));
        _folder.Write("booth/b.jpg", TestImages.Jpeg(500, 2));
        var yesterday = _folder.Write("booth/c.jpg", TestImages.Jpeg(500, 3));
        File.SetLastWriteTimeUtc(yesterday, File.GetLastWriteTimeUtc(yesterday).AddDays(-2));
        await _app.Queue.EnqueueAsync(LinkId, file, cancellationToken: Token);
        await _emulator.WaitForPhotosAsync(1, Token);

        var contents = await _app.ChangeAsync("setup/contents", Choice(new { linkId = "other123" }));

        Assert.Equal(3, contents.GetProperty("files").GetInt32());
        Assert.Equal(1, contents.GetProperty("today").GetInt32());
        Assert.Equal(2, contents.GetProperty("neverSent").GetInt32());
        var earlier = Assert.Single(contents.GetProperty("earlier").EnumerateArray());
        Assert.Equal(1, earlier.GetProperty("files").GetInt32());
        Assert.False(earlier.GetProperty("isThisEvent").GetBoolean());
    }

    [Fact]
    public async Task Single_shots_are_offered_where_there_are_some_and_left_out_unless_wanted()
    {
        _folder.Write("booth/print.jpg", TestImages.Jpeg(500, 1));
        _folder.Write("booth/Originals/1.jpg", TestImages.Jpeg(500, 2));
        _folder.Write("booth/dance.mp4", TestImages.Jpeg(500, 3));

        var prints = await _app.ChangeAsync("setup/contents", Choice(new { videos = false }));
        var all = await _app.ChangeAsync("setup/contents", Choice(new { singleShots = true, videos = true }));

        Assert.True(prints.GetProperty("hasSingleShots").GetBoolean());
        Assert.Equal(1, prints.GetProperty("files").GetInt32());
        Assert.Equal(3, all.GetProperty("files").GetInt32());
    }

    [Fact]
    public async Task Nothing_is_saved_before_the_last_step()
    {
        _folder.Write("booth/a.jpg", TestImages.Jpeg(500));
        await _app.ChangeAsync("setup/key", new { key = _emulator.ApiKey });
        await _app.ReadAsync("setup/events");
        await _app.ChangeAsync("setup/contents", Choice());
        await _app.ChangeAsync("setup/checks", Choice());

        Assert.False(_app.Profiles.Load().Exists);
        Assert.Equal(["a.jpg"], Directory.GetFileSystemEntries(Booth).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("none", false, true)]
    [InlineData("today", false, true)]
    [InlineData("all", true, false)]
    [InlineData(null, false, true)]
    public async Task The_start_saves_a_valid_profile_with_the_choice_for_older_photos(string? older, bool all, bool hasSince)
    {
        var before = _app.Context.Time.GetLocalNow();

        var result = await _app.ChangeAsync("setup/start", Choice(new { older, albumId = "" }));

        Assert.True(result.GetProperty("isSaved").GetBoolean());
        var loaded = _app.Profiles.Load();
        Assert.True(loaded.IsValid);
        Assert.Equal(LinkId, loaded.Profile.Event);
        Assert.Null(loaded.Profile.Album);
        Assert.Equal([Booth], loaded.Profile.Folders);
        Assert.Equal(all, loaded.Profile.All);
        Assert.Equal(hasSince, loaded.Profile.Since is not null);
        if (older == "today")
        {
            Assert.Equal(before.Date, DateTimeOffset.Parse(loaded.Profile.Since!, CultureInfo.InvariantCulture).Date);
        }
    }

    [Fact]
    public async Task What_the_setup_does_not_ask_for_stays_in_the_profile()
    {
        _app.Profiles.Save(new Profile
        {
            BoothName = "Box 1",
            Bwlimit = "500kB",
            Exclude = ["*_draft*"],
            MaxAge = "2h",
            Event = "old",
            Folders = ["/old", "/second"],
        });

        var result = await _app.ChangeAsync("setup/start", Choice(new { videos = false }));

        Assert.Equal("[]", result.GetProperty("problems").GetRawText());
        var profile = _app.Profiles.Load().Profile;
        Assert.Equal("Box 1", profile.BoothName);
        Assert.Equal([Booth, "/second"], profile.Folders);
        Assert.Equal("500kB", profile.Bwlimit);
        Assert.Contains("*_draft*", profile.Exclude);
        Assert.Contains("**/*.mp4", profile.Exclude);
        await _app.ChangeAsync("setup/start", Choice(new { singleShots = true, videos = true }));
        Assert.Equal(["*_draft*"], _app.Profiles.Load().Profile.Exclude);
    }

    [Fact]
    public async Task A_profile_that_can_not_be_read_is_not_overwritten()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_app.Profiles.Path)!);
        await File.WriteAllTextAsync(_app.Profiles.Path, "{ \"boothName\": \"Box 1\" \"bwlimit\": \"500kB\" }", Token);

        var result = await _app.ChangeAsync("setup/start", Choice());

        Assert.False(result.GetProperty("isSaved").GetBoolean());
        Assert.NotEmpty(result.GetProperty("problems").EnumerateArray());
        Assert.Contains("Box 1", await File.ReadAllTextAsync(_app.Profiles.Path, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_checks_are_those_of_doctor_in_the_language_of_the_page()
    {
        await _app.ChangeAsync("setup/key", new { key = _emulator.ApiKey });
        var token = (await _app.ReadAsync("token")).GetProperty("token").GetString()!;

        using var response = await _app.SendAsync(
            HttpMethod.Post, "/app/api/setup/checks", Choice(), ("Sec-Fetch-Site", "same-origin"), ("X-EventPics-Token", token),
            ("Accept-Language", "de"));
        var text = await response.Content.ReadAsStringAsync(Token);

        var findings = JsonDocument.Parse(text).RootElement.GetProperty("findings").EnumerateArray().ToArray();
        string?[] checks = [.. findings.Select(finding => finding.GetProperty("check").GetString())];
        Assert.Equal(["disk", "data", "folder", "folderDisk", "network", "tls", "clock", "key", "event"], checks);
        Assert.DoesNotContain(findings, finding => finding.GetProperty("result").GetString() == "bad");
        Assert.Contains("Schlüssel", text.Replace("\\u00FC", "ü", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(_emulator.Photos);
    }

    [Fact]
    public async Task The_speed_is_measured_with_one_test_photo()
    {
        await _app.ChangeAsync("setup/key", new { key = _emulator.ApiKey });

        var speed = await _app.ChangeAsync("setup/speed", Choice());

        Assert.True(speed.GetProperty("bytesPerSecond").GetInt64() > 0);
        Assert.True(speed.GetProperty("secondsPerPhoto").GetDouble() > 0);
        Assert.Equal("eventpics-speed-test.jpg", Assert.Single(_emulator.Photos).FileName);
    }

    [Theory]
    [InlineData("""{"linkId":"","folder":"/tmp"}""")]
    [InlineData("""{"linkId":"abcd1234","folder":"relative"}""")]
    [InlineData("""{"linkId":"abcd1234"}""")]
    public async Task An_incomplete_choice_saves_nothing(string body)
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => _app.ChangeAsync("setup/start", JsonDocument.Parse(body).RootElement));

        Assert.False(_app.Profiles.Load().Exists);
    }

    private Dictionary<string, object?> Choice(object? changes = null)
    {
        var choice = new Dictionary<string, object?>
        {
            ["linkId"] = LinkId,
            ["albumId"] = null,
            ["folder"] = Booth,
            ["singleShots"] = false,
            ["videos"] = true,
            ["older"] = "none",
        };
        foreach (var property in changes?.GetType().GetProperties() ?? [])
        {
            choice[property.Name] = property.GetValue(changes);
        }

        return choice;
    }
}
