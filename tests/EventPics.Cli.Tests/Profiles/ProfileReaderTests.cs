using System.Text;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Localization.German;
using EventPics.Cli.Profiles;

namespace EventPics.Cli.Tests.Profiles;

public class ProfileReaderTests
{
    private const string Required = """ "event": "abcd1234", "folders": ["/photos"] """;

    [Fact]
    public void A_profile_with_every_setting_is_valid()
    {
        var loaded = Read("""
            {
              // written by hand
              "boothName": "Box 1", "event": "abcd1234", "album": "Fotobox", "folders": ["C:/Prints", "/photos/{date-8h}"],
              "albumBySubfolder": true, "include": ["*.jpg"], "exclude": ["*_raw.*"], "noRecursive": true, "maxAge": "12h", "resend": true,
              "afterUpload": "delete", "allowDelete": true, "bwlimit": "18:00,2Mbit 23:00,off", "timeZone": "UTC",
              "onUploaded": "notify {file}", "onProblem": "https://example.com/alert", "sound": true, "notifications": true,
              "lang": "de", "phoneAccess": "view", /* a comma at the end */
            }
            """);

        Assert.Empty(loaded.Errors);
        Assert.Equal(("Box 1", "abcd1234", "Fotobox"), (loaded.Profile.BoothName, loaded.Profile.Event, loaded.Profile.Album));
        Assert.Equal(["C:/Prints", "/photos/{date-8h}"], loaded.Profile.Folders);
        Assert.Equal(("12h", "delete", "view"), (loaded.Profile.MaxAge, loaded.Profile.AfterUpload, loaded.Profile.PhoneAccess));
        Assert.True(loaded.Profile is { AlbumBySubfolder: true, NoRecursive: true, Resend: true, Sound: true, Notifications: true });
    }

    [Fact]
    public void A_file_that_is_not_UTF_8_is_an_error()
    {
        var ansi = Encoding.Latin1.GetBytes($$"""{ {{Required}}, "boothName": "Jörg" }""");

        var loaded = new ProfileReader(new Texts()).Read(ansi, null);

        Assert.Contains("is not UTF-8", Assert.Single(loaded.Errors).Message, StringComparison.Ordinal);
        Assert.Equal(ansi, loaded.Bytes);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var profile = new Profile
        {
            BoothName = "Jörgs \"Box\" <1>",
            Event = "abcd1234",
            Folders = ["/a", "/b"],
            All = true,
            Sound = true,
        };

        var loaded = new ProfileReader(new Texts()).Read(ProfileJson.Write(profile), null);

        Assert.Empty(loaded.Errors);
        Assert.Equal(ProfileJson.Write(profile), ProfileJson.Write(loaded.Profile));
        Assert.Contains("Jörgs", Encoding.UTF8.GetString(ProfileJson.Write(profile)), StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_are_reported_together_and_the_rest_is_still_read()
    {
        var loaded = Read("""
            { "evnt": "x", "folders": "/photos", "afterUpload": "burn", "resend": "yes", "maxAge": "soon", "album": "Fotobox", "lang": 7 }
            """);

        Assert.Equal(
            ["afterUpload", "event", "evnt", "folders", "lang", "maxAge", "resend"], loaded.Errors.Select(error => error.Key).Order());
        Assert.Contains("Did you mean event?", loaded.Errors[0].Message, StringComparison.Ordinal);
        Assert.Equal("event", Assert.Single(loaded.Errors, error => error.IsMissing).Key);
        Assert.Equal("Fotobox", loaded.Profile.Album);
    }

    [Theory]
    [InlineData("""{ "folders": ["/photos"] }""", "event")]
    [InlineData("""{ "event": " ", "folders": ["/photos"] }""", "event")]
    [InlineData("""{ "event": "abcd1234" }""", "folders")]
    [InlineData("""{ "event": "abcd1234", "folders": [] }""", "folders")]
    [InlineData("""{ "event": "abcd1234", "folders": null }""", "folders")]
    public void Event_and_folders_are_required(string json, string key)
    {
        var error = Assert.Single(Read(json).Errors);

        Assert.Equal((key, true), (error.Key, error.IsMissing));
    }

    [Theory]
    [InlineData(""" "boothName": "a\nb" """, "boothName")]
    [InlineData(""" "album": "" """, "album")]
    [InlineData(""" "include": ["[ab].jpg"] """, "include")]
    [InlineData(""" "exclude": ["!x"] """, "exclude")]
    [InlineData(""" "include": ["*.jpg", 7] """, "include")]
    [InlineData(""" "afterUpload": "delete" """, "afterUpload")]
    [InlineData(""" "bwlimit": "2M" """, "bwlimit")]
    [InlineData(""" "timeZone": "Europa/Berlin" """, "timeZone")]
    [InlineData(""" "since": "tomorrow" """, "since")]
    [InlineData(""" "all": true, "maxAge": "1h" """, "maxAge")]
    [InlineData(""" "maxAge": "1h", "since": "2026-06-20T14:00:00Z" """, "since")]
    [InlineData(""" "onUploaded": "sh -c 'echo {file}'" """, "onUploaded")]
    [InlineData(""" "onProblem": "  " """, "onProblem")]
    [InlineData(""" "lang": "fr" """, "lang")]
    [InlineData(""" "phoneAccess": "on" """, "phoneAccess")]
    [InlineData(""" "event": "other" """, "event")]
    [InlineData(""" "Event": "other" """, "Event")]
    public void A_wrong_value_is_an_error_in_both_languages(string setting, string key)
    {
        var json = $"{{ {Required}, {setting} }}";

        var english = Assert.Single(Read(json).Errors);
        var german = Assert.Single(Read(json, new GermanTexts()).Errors);

        Assert.Equal((key, key), (english.Key, german.Key));
        Assert.NotEqual(english.Message, german.Message);
    }

    [Theory]
    [InlineData("""["photos"]""", "'photos' is not a full path")]
    [InlineData("""["C:\books"]""", "is not a full path")]
    [InlineData("""["/photos/{day}"]""", "{day}")]
    [InlineData("""["/photos", "/photos/"]""", "the same photos")]
    [InlineData("""["/photos/prints", "/photos"]""", "the same photos")]
    public void A_wrong_folder_is_an_error(string folders, string message)
    {
        var error = Assert.Single(Read($$"""{ "event": "abcd1234", "folders": {{folders}} }""").Errors);

        Assert.Equal("folders", error.Key);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\n\"event\": \"abcd1234\"\n\"album\": 1 }")]
    [InlineData("""{ "folders": ["D:\Fotos"] }""")]
    public void Malformed_JSON_is_one_error_with_its_place(string json)
    {
        var error = Assert.Single(Read(json).Errors);

        Assert.Null(error.Key);
        Assert.Contains(json.Contains('\n', StringComparison.Ordinal) ? "line 3" : "line 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    public void Anything_but_an_object_is_rejected(string json) => Assert.Contains(
        "one JSON object", Read(json).Errors[0].Message, StringComparison.Ordinal);

    [Fact]
    public void A_byte_order_mark_is_ignored() => Assert.Empty(Read($"\uFEFF{{ {Required} }}").Errors);

    [Theory]
    [InlineData(""" "apiKey": "my-secret-key" """)]
    [InlineData(""" "EVENTPICS_API_KEY": "my-secret-key" """)]
    [InlineData(""" "api-key": null """)]
    [InlineData(""" "onProblem": "https://example.com/?k=my-secret-key" """)]
    [InlineData(""" /* my-secret-key */ """)]
    public void A_profile_with_an_API_key_is_rejected_without_showing_it(string setting)
    {
        var loaded = new ProfileReader(new Texts()).Read(Encoding.UTF8.GetBytes($"{{ {Required}, {setting} }}"), "my-secret-key");

        var error = Assert.Single(loaded.Errors);
        Assert.Contains("must not contain an API key", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("my-secret-key", error.Message, StringComparison.Ordinal);
        Assert.False(loaded.IsValid);
    }

    private static LoadedProfile Read(string json, Texts? texts = null) =>
        new ProfileReader(texts ?? new Texts()).Read(Encoding.UTF8.GetBytes(json), null);
}
