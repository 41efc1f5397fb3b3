using System.Net;
using EventPics.Emulator.Internal;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Emulator.Tests;

public sealed class OptionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, Action<EventPicsEmulatorOptions>> InvalidOptions() => new()
    {
        { "Port", options => options.Port = 65536 },
        { "Port", options => options.Port = -1 },
        { "ApiKey", options => options.ApiKey = " " },
        { "UploadUrlLifetime", options => options.UploadUrlLifetime = TimeSpan.Zero },
        { "UploadUrlLifetime", options => options.UploadUrlLifetime = TimeSpan.MaxValue },
        { "TimeProvider", options => options.TimeProvider = null! },
        { "DataDirectory", options => options.DataDirectory = "" },
        { "DataDirectory", options => options.DataDirectory = "a\0b" },
        { "Events", options => options.Events = null! },
        { "Events[0]", options => options.Events = [null!] },
        { "Events[1]", options => options.Events = [new("A", "x", []), new("B", "x", [])] },
        { "Events[0]", options => options.Events = [new("A", "", [])] },
        { "Events[0]", options => options.Events = [new(null!, "x", [])] },
        { "Events[0]", options => options.Events = [new("A", "x", null!)] },
        { "Events[0].Albums", options => options.Events = [new("A", "x", [null!])] },
        { "Events[0].Albums", options => options.Events = [new("A", "x", [new("", "Album")])] },
        { "Events[0].Albums", options => options.Events = [new("A", "x", [new("a", "One"), new("a", "Two")])] },
    };

    [Fact]
    public void Every_option_that_calls_obey_is_kept()
    {
        // These decide how the emulator starts; calls don't read them.
        string[] others = ["Port", "DataDirectory", "Storage", "LoggerFactory"];
        var options = new EventPicsEmulatorOptions
        {
            ListenAddress = IPAddress.IPv6Loopback,
            AllowAnyHost = true,
            ApiKey = "other-key",
            UploadUrlLifetime = TimeSpan.FromSeconds(120),
            TimeProvider = new FakeTimeProvider(),
            Events = [new("A", "x", [])],
            AlbumIdProperty = AlbumIdProperty.AlbumId,
            MaxRequests = 7,
            SignContentType = true,
            CreateOnlyUploadUrls = true,
            LimitRepeatedPuts = true,
        };

        var settings = EmulatorSettings.From(options);

        var defaults = new EventPicsEmulatorOptions();
        Assert.All(
            typeof(EventPicsEmulatorOptions).GetProperties().Where(option => !others.Contains(option.Name)),
            option =>
            {
                Assert.NotEqual(option.GetValue(defaults), option.GetValue(options));
                Assert.Equal(option.GetValue(options), typeof(EmulatorSettings).GetProperty(option.Name)?.GetValue(settings));
            });
    }

    [Theory]
    [MemberData(nameof(InvalidOptions), DisableDiscoveryEnumeration = true)]
    public async Task An_invalid_option_is_reported_by_name(string name, Action<EventPicsEmulatorOptions> makeInvalid)
    {
        var options = new EventPicsEmulatorOptions();
        makeInvalid(options);

        var error = await Assert.ThrowsAsync<ArgumentException>(() => EventPicsEmulator.StartAsync(options, Token));

        Assert.StartsWith(name + " ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_invalid_options_are_reported_together()
    {
        var options = new EventPicsEmulatorOptions { Port = -1, ApiKey = "", Events = [new("A", "x", null!), new("B", "y", null!)] };

        var error = await Assert.ThrowsAsync<ArgumentException>(() => EventPicsEmulator.StartAsync(options, Token));

        Assert.All(["Port", "ApiKey", "Events[0]", "Events[1]"], name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_events_may_have_albums_with_the_same_id()
    {
        var options = new EventPicsEmulatorOptions
        {
            UploadUrlLifetime = TimeSpan.FromDays(365),
            Events = [new("A", "x", [new("a", "One")]), new("B", "y", [new("a", "One")])],
        };
        await using var emulator = await EventPicsEmulator.StartAsync(options, Token);
        Assert.Equal(2, emulator.Events.Count);
    }

    [Theory]
    [InlineData("X-A\r\nX-B", "1")]
    [InlineData("X A", "1")]
    [InlineData("X-A:", "1")]
    [InlineData("", "1")]
    [InlineData("X-A", "1\r\nX-B: 2")]
    [InlineData("X-A", "1\n2")]
    [InlineData("X-A", "ü")]
    public void An_invalid_header_is_rejected(string name, string value) =>
        Assert.Throws<ArgumentException>(() => Fault.None.WithHeader(name, value));

    [Fact]
    public void An_invalid_content_type_is_rejected()
    {
        Assert.Throws<ArgumentException>("contentType", () => Fault.Response("{}", "text/plain\r\nX: 1"));
        Assert.Throws<ArgumentException>("contentType", () => Fault.None.WithBody("{}", "text/plain\r\nX: 1"));
        Assert.Throws<ArgumentException>("value", () => Fault.LoginRedirect("http://a/\r\nX: 1"));
    }
}
