using System.Reflection;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Throttling;
using EventPics.Cli.Watching;
using EventPics.HotFolder;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.Cli.Tests.Sending;

/// <summary>An option of a command reaches what it is for: one that is added later can't be forgotten on the way.</summary>
public sealed class SettingsTests : IDisposable
{
    // Watch has no option for these; its clock is the computer's.
    private static readonly string[] DefaultsOfWatch =
    [
        nameof(HotFolderOptions.QuietTime), nameof(HotFolderOptions.QuietTimeForVideo), nameof(HotFolderOptions.ScanInterval),
        nameof(HotFolderOptions.PollInterval), nameof(HotFolderOptions.Polling), nameof(HotFolderOptions.TimeProvider),
        nameof(HotFolderOptions.EventSince),
    ];

    private static readonly string[] NotOfSession =
        [nameof(SendingSettings.LinkId), nameof(SendingSettings.Album), nameof(SendingSettings.TimeZone)];

    private readonly ShutdownSignal _shutdown = new(TimeProvider.System);

    public void Dispose() => _shutdown.Dispose();

    [Fact]
    public void A_watch_passes_every_option_to_the_hot_folder()
    {
        var settings = new WatchSettings("/in", CreateSending())
        {
            IsRecursive = false,
            MaxAge = TimeSpan.FromHours(1),
            AlbumBySubfolder = true,
            AfterUpload = AfterUpload.Delete,
            Include = ["*.jpg"],
            Exclude = ["*_raw.*"],
            Resend = true,
        };

        var options = settings.CreateHotFolderOptions(new Destination("abcd1234", "a1"), client: null, CreateContext());

        var defaults = new HotFolderOptions();
        Assert.Equal(
            DefaultsOfWatch.Order(),
            typeof(HotFolderOptions).GetProperties()
                .Where(property => Equals(property.GetValue(defaults), property.GetValue(options))
                    || property.GetValue(options) is IList<string> { Count: 0 })
                .Select(property => property.Name)
                .Order());
    }

    [Fact]
    public void A_session_gets_every_setting_that_is_not_a_destination()
    {
        var context = CreateContext();
        var sending = CreateSending();
        var session = SessionSettings.From(sending, new ResultWriter(context), new Notices(context));

        Assert.All(
            typeof(SendingSettings).GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(property => !NotOfSession.Contains(property.Name)),
            property =>
            {
                Assert.NotNull(property.GetValue(sending));
                Assert.Equal(property.GetValue(sending), typeof(SessionSettings).GetProperty(property.Name)?.GetValue(session));
            });
    }

    private static SendingSettings CreateSending()
    {
        Assert.True(BandwidthSchedule.TryParse("2Mbit", out var limit));
        var zone = TimeZoneInfo.CreateCustomTimeZone("camera", TimeSpan.FromHours(3), displayName: null, standardDisplayName: null);
        return new SendingSettings("abcd1234", "a1", limit, "on-uploaded", "on-problem", zone);
    }

    private CommandContext CreateContext() => new()
    {
        Texts = new Texts(),
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        BaseAddress = new Uri("http://127.0.0.1:9/"),
        DataDirectory = Path.GetTempPath(),
        Loggers = NullLoggerFactory.Instance,
        Shutdown = _shutdown,
    };
}
