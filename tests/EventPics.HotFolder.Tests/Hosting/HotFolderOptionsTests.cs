using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests.Hosting;

public class HotFolderOptionsTests
{
    [Fact]
    public async Task All_errors_are_reported_together()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var options = new HotFolderOptions
        {
            Path = "{date-8}",
            LinkId = " ",
            AlbumBySubfolder = true,
            AfterUpload = AfterUpload.Delete,
            QuietTime = TimeSpan.FromSeconds(-1),
            ScanInterval = TimeSpan.Zero,
        };
        var message = (await Assert.ThrowsAsync<ArgumentException>(() => fixture.WatchAsync(options))).Message;
        foreach (var part in new[] { "Path: ", "{date-8}", "LinkId ' '", "FindAlbum", "AllowDelete", "QuietTime", "ScanInterval" })
        {
            Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_missing_path_is_rejected()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.WatchAsync(options => options.Path = ""));
    }

    public static TheoryData<string, Action<HotFolderOptions>> InvalidOptions() => new()
    {
        { "Path is missing", options => options.Path = "" },
        { "Path is missing", options => options.Path = null! },
        { "Path '", options => options.Path = "a\0b" },
        { "LinkId (null)", options => options.LinkId = null! },
        { "LinkId ''", options => options.LinkId = "" },
        { "LinkId 'two words'", options => options.LinkId = "two words" },
        { "AlbumId ''", options => options.AlbumId = "" },
        { "Include", options => options.Include.Add("") },
        { "AfterUpload", options => options.AfterUpload = AfterUpload.Delete },
        { "MaxAge", options => options.MaxAge = TimeSpan.FromSeconds(-1) },
    };

    [Theory]
    [MemberData(nameof(InvalidOptions), DisableDiscoveryEnumeration = true)]
    public async Task An_error_names_its_option_and_the_fix(string start, Action<HotFolderOptions> change)
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var message = (await Assert.ThrowsAsync<ArgumentException>(() => fixture.WatchAsync(change))).Message;
        Assert.StartsWith(start, message, StringComparison.Ordinal);
        // Of all parameters, the caller knows only the options themselves.
        Assert.EndsWith(". (Parameter 'options')", message, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", message[..message.LastIndexOf(" (", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_has_every_option_and_is_independent_of_later_changes()
    {
        var options = new HotFolderOptions();
        foreach (var property in typeof(HotFolderOptions).GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(options, OtherValue(property.PropertyType));
        }

        options.Include.Add("*.jpg");
        options.Exclude.Add("*_raw.*");
        var snapshot = options.Snapshot();

        Assert.All(
            typeof(HotFolderOptions).GetProperties(), property => Assert.Equal(property.GetValue(options), property.GetValue(snapshot)));
        options.Include.Add("*.png");
        options.Exclude.Clear();
        Assert.Equal(["*.jpg"], snapshot.Include);
        Assert.Equal(["*_raw.*"], snapshot.Exclude);

        static object OtherValue(Type type) =>
            type == typeof(string) ? "other"
            : type == typeof(bool) || type == typeof(bool?) ? true
            : type == typeof(TimeSpan) || type == typeof(TimeSpan?) ? TimeSpan.FromHours(7)
            : type == typeof(AfterUpload) ? AfterUpload.Move
            : type == typeof(TimeZoneInfo) ? TimeZoneInfo.CreateCustomTimeZone("other", TimeSpan.FromHours(1), null, null)
            : type == typeof(DateTimeOffset?) ? DateTimeOffset.UnixEpoch
            : type == typeof(TimeProvider) ? new OffsetTimeProvider(TimeSpan.FromHours(1))
            : (Func<string, CancellationToken, Task<string?>>)((_, _) => Task.FromResult<string?>(null));
    }

    [Fact]
    public async Task Later_changes_have_no_effect()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var options = fixture.Options();
        await using var folder = await fixture.WatchAsync(options);
        (options.LinkId, options.Path) = ("other", "/nowhere");
        options.Include.Add("*.txt");
        fixture.Folder.Write("a.jpg", TestMedia.Jpeg());
        await Eventually.TrueAsync(() => folder.Status.Enqueued == 1);
        Assert.Equal(HotFolderFixture.LinkId, Assert.Single(await fixture.ListAsync()).LinkId);
    }
}
