namespace EventPics.Emulator.Tests;

public sealed class OptionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, Action<EventPicsEmulatorOptions>> Mistakes() => new()
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

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public async Task A_senseless_option_is_refused_by_its_name(string name, Action<EventPicsEmulatorOptions> mistake)
    {
        var options = new EventPicsEmulatorOptions();
        mistake(options);

        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(() => EventPicsEmulator.StartAsync(options, Token));

        Assert.StartsWith(name + " ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once()
    {
        var options = new EventPicsEmulatorOptions { Port = -1, ApiKey = "", Events = [new("A", "x", null!), new("B", "y", null!)] };

        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(() => EventPicsEmulator.StartAsync(options, Token));

        Assert.All(["Port", "ApiKey", "Events[0]", "Events[1]"], name => Assert.Contains(name, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_events_may_have_albums_of_one_id()
    {
        var options = new EventPicsEmulatorOptions
        {
            UploadUrlLifetime = TimeSpan.FromDays(365),
            Events = [new("A", "x", [new("a", "One")]), new("B", "y", [new("a", "One")])],
        };
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(options, Token);
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
    public void A_header_that_no_answer_could_carry_is_refused(string name, string value) =>
        Assert.Throws<ArgumentException>(() => Fault.None.WithHeader(name, value));

    [Fact]
    public void A_content_type_that_no_answer_could_carry_is_refused()
    {
        Assert.Throws<ArgumentException>("contentType", () => Fault.Response("{}", "text/plain\r\nX: 1"));
        Assert.Throws<ArgumentException>("contentType", () => Fault.None.WithBody("{}", "text/plain\r\nX: 1"));
        Assert.Throws<ArgumentException>("value", () => Fault.LoginRedirect("http://a/\r\nX: 1"));
    }
}
