using System.Globalization;
using System.Net;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Xml.Linq;

namespace EventPics.Tests.Validation;

public sealed class ClientOptionsTests
{
    private static readonly XElement Documentation =
        XDocument.Load(Path.ChangeExtension(typeof(EventPicsClientOptions).Assembly.Location, ".xml")).Root!;

    public static TheoryData<string> Properties => [.. typeof(EventPicsClientOptions).GetProperties().Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_default_matches_its_documentation(string property)
    {
        var value = typeof(EventPicsClientOptions).GetProperty(property)!.GetValue(new EventPicsClientOptions());
        var text = string.Concat(Member($"P:EventPics.EventPicsClientOptions.{property}").Element("value")!.Nodes()
            .Select(node => node switch
        {
            XElement element when element.FirstAttribute is { } attribute => element.Value + attribute.Value,
            XElement element => element.Value,
            _ => node.ToString(),
        }));

        var expected = value switch
        {
            "" => "Required.",
            null => "Default: null",
            false => "Default: false.",
            TimeSpan { TotalSeconds: 1 } => "Default: 1 second.",
            TimeSpan span => $"Default: {span.TotalSeconds:0} seconds",
            TimeProvider => "Default: P:System.TimeProvider.System.",
            _ => $"Default: {value}.",
        };
        Assert.StartsWith(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_are_as_agreed()
    {
        var options = new EventPicsClientOptions();

        Assert.Equal("https://api.eventpics.net/", options.BaseAddress.AbsoluteUri);
        Assert.Equal(
            [30, 30, 60, 1, 30, 300],
            new[] { options.ApiTimeout, options.StallTimeout, options.ResponseTimeout, options.BaseDelay, options.MaxDelay, options.UploadUrlLifetime }
                .Select(span => span.TotalSeconds));
        Assert.Equal(5, options.MaxRetries);
        Assert.Null(options.ApplicationName);
        Assert.Same(TimeProvider.System, options.TimeProvider);
    }

    [Fact]
    public void Every_option_is_settable_without_init_properties() => Assert.All(
        typeof(EventPicsClientOptions).GetProperties(),
        property => Assert.Empty(property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers()));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("secret words")]
    [InlineData(" secret")]
    [InlineData("secret\n")]
    [InlineData("secret\r\nX-Evil: 1")]
    [InlineData("secr\u00e9t")]
    [InlineData("secret\u200b")]
    [InlineData(null)]
    public void A_malformed_key_is_rejected_and_not_shown(string? key)
    {
        var error = Refused(options => options.ApiKey = key!);

        Assert.StartsWith("ApiKey ", error, StringComparison.Ordinal);
        Assert.Contains("API key page", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secr", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"secret\"", "in quotation marks")]
    [InlineData("'secret'", "in quotation marks")]
    [InlineData("secret\"", "in quotation marks")]
    [InlineData("\u201Esecret\u201C", "in quotation marks")] // as a word processor sets them
    [InlineData("\u00ABsecret\u00BB", "in quotation marks")]
    [InlineData("`secret`", "in quotation marks")]
    [InlineData(" \"secret\" ", "in quotation marks")]
    [InlineData(" secret", "begins or ends with a space or a line break")]
    [InlineData("secret\r\n", "begins or ends with a space or a line break")]
    [InlineData("secret\u00A0", "begins or ends with a space or a line break")]
    [InlineData("Bearer secret", "Remove what precedes it")]
    [InlineData("apiKey=secret", "Remove what precedes it")]
    [InlineData("X-API-Key: secret", "Remove what precedes it")]
    [InlineData("EVENTPICS_API_KEY=secret", "Remove what precedes it")]
    public void A_key_copied_with_extra_text_is_rejected_with_advice(string key, string advice)
    {
        var error = Refused(options => options.ApiKey = key);

        Assert.Contains(advice, error, StringComparison.Ordinal);
        Assert.Contains("API key page", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aGVsbG8=")] // Base64
    [InlineData("key=value")]
    [InlineData("a:b")]
    [InlineData("it's")]
    public void Valid_punctuation_in_a_key_is_accepted(string key)
    {
        using var client = new EventPicsClient(key);
    }

    [Fact]
    public void A_key_has_at_most_4096_characters()
    {
        Assert.Contains("ApiKey", Refused(options => options.ApiKey = new string('k', 4097)), StringComparison.Ordinal);
        Accepted(options => options.ApiKey = new string('k', 4096));
    }

    [Theory]
    [InlineData("http://api.eventpics.net/", "must begin with https://")]
    [InlineData("http://192.168.1.5/", "must begin with https://")]
    [InlineData("http://localhost.evil.example/", "must begin with https://")]
    [InlineData("ftp://api.eventpics.net/", "must begin with https://")]
    [InlineData("ftp://localhost/", "must begin with https://")]
    [InlineData("file:///etc/passwd", "must begin with https://")]
    [InlineData("https://user@api.eventpics.net/", "no user name, query or fragment")]
    [InlineData("https://user:pw@api.eventpics.net/", "no user name, query or fragment")]
    [InlineData("https://api.eventpics.net/?key=1", "no user name, query or fragment")]
    [InlineData("https://api.eventpics.net/#top", "no user name, query or fragment")]
    [InlineData("/api", "must be an absolute URL")]
    [InlineData("api.eventpics.net", "must be an absolute URL")]
    public void An_unsafe_base_address_is_rejected(string address, string why)
    {
        var error = Refused(options => options.BaseAddress = new Uri(address, UriKind.RelativeOrAbsolute));

        Assert.StartsWith("BaseAddress ", error, StringComparison.Ordinal);
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_base_address_or_clock_is_rejected()
    {
        Assert.Contains("BaseAddress must be an absolute URL", Refused(options => options.BaseAddress = null!), StringComparison.Ordinal);
        Assert.Contains(
            "TimeProvider is missing. Set TimeProvider.System.", Refused(options => options.TimeProvider = null!),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5000/")]
    [InlineData("http://127.0.0.1:5000/")]
    [InlineData("http://[::1]:5000/")]
    [InlineData("https://eventpics.example/api/v2")]
    [InlineData("https://10.0.0.5:8443/")]
    public void A_base_address_may_be_https_anywhere_and_http_on_loopback(string address) =>
        Accepted(options => options.BaseAddress = new Uri(address));

    [Theory]
    [InlineData("http://emulator:5080/", true)]
    [InlineData("http://192.168.1.5/", true)]
    [InlineData("https://10.0.0.5:8443/", true)]
    [InlineData("ftp://emulator/", false)]
    [InlineData("http://user:pw@emulator/", false)]
    public void With_AllowInsecureHttp_a_base_address_may_be_http_anywhere(string address, bool isGood)
    {
        void Configure(EventPicsClientOptions options) => (options.BaseAddress, options.AllowInsecureHttp) = (new Uri(address), true);
        if (isGood)
        {
            Accepted(Configure);
        }
        else
        {
            Assert.StartsWith("BaseAddress ", Refused(Configure), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("MyBooth/2.1", true)]
    [InlineData("MyBooth", true)]
    [InlineData("My-Booth.Pro_3", true)]
    [InlineData("", false)]
    [InlineData("My Booth/2.1", false)]
    [InlineData("Büro/1", false)]
    [InlineData("a/b/c", false)]
    [InlineData("(comment)", false)]
    [InlineData("x\r\nX-Evil: 1", false)]
    public void An_application_name_is_a_product(string name, bool isGood)
    {
        if (isGood)
        {
            Accepted(options => options.ApplicationName = name);
        }
        else
        {
            Assert.Contains("such as MyBooth/2.1", Refused(options => options.ApplicationName = name), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(nameof(EventPicsClientOptions.ApiTimeout), 0)]
    [InlineData(nameof(EventPicsClientOptions.StallTimeout), 0)]
    [InlineData(nameof(EventPicsClientOptions.ResponseTimeout), 0)]
    [InlineData(nameof(EventPicsClientOptions.UploadUrlLifetime), 0)]
    [InlineData(nameof(EventPicsClientOptions.BaseDelay), -1)]
    [InlineData(nameof(EventPicsClientOptions.MaxDelay), -1)]
    [InlineData(nameof(EventPicsClientOptions.MaxDelay), 0.5)] // less than BaseDelay
    [InlineData(nameof(EventPicsClientOptions.ApiTimeout), 86_401)]
    [InlineData(nameof(EventPicsClientOptions.MaxDelay), 86_401)]
    public void A_duration_out_of_range_is_rejected_by_name(string option, double seconds) => Assert.Contains(
        option,
        Refused(options => typeof(EventPicsClientOptions).GetProperty(option)!.SetValue(options, TimeSpan.FromSeconds(seconds))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("30", "It is 30 days. In a configuration, a number alone is days: write 00:00:30 for seconds.")]
    [InlineData("300", "It is 300 days. In a configuration, a number alone is days: write 00:05:00 for seconds.")]
    public void A_number_that_was_read_as_days_is_explained(string value, string explanation) => Assert.Equal(
        "StallTimeout must be longer than zero and at most one day. " + explanation,
        Refused(options => options.StallTimeout = TimeSpan.Parse(value, CultureInfo.InvariantCulture)));

    [Fact]
    public void No_duration_is_infinite() => Assert.All(
        typeof(EventPicsClientOptions).GetProperties().Where(property => property.PropertyType == typeof(TimeSpan)),
        property => Assert.Contains(
            property.Name, Refused(options => property.SetValue(options, Timeout.InfiniteTimeSpan)), StringComparison.Ordinal));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void MaxRetries_has_a_valid_range(int retries, bool isGood)
    {
        if (isGood)
        {
            Accepted(options => options.MaxRetries = retries);
        }
        else
        {
            Assert.Equal("MaxRetries must be between 0 and 100.", Refused(options => options.MaxRetries = retries));
        }
    }

    [Fact]
    public void Zero_delays_are_allowed() => Accepted(options => options.BaseDelay = options.MaxDelay = TimeSpan.Zero);

    [Fact]
    public void Every_constructor_reports_all_errors_together()
    {
        var wrong =
            new EventPicsClientOptions { ApiKey = "", BaseAddress = new("http://a.example/?q"), MaxRetries = -1, ApiTimeout = default };
        string[] options = ["ApiKey", "BaseAddress must begin", "BaseAddress must have no", "MaxRetries", "ApiTimeout"];
        using var http = new HttpClient();

        var own = Assert.Throws<ArgumentException>(nameof(options), () => new EventPicsClient(wrong));
        var handedIn = Assert.Throws<ArgumentException>(nameof(options), () => new EventPicsClient(http, wrong));

        Assert.All(options, option => Assert.Contains(option, own.Message, StringComparison.Ordinal));
        Assert.Equal(own.Message, handedIn.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_missing_key_is_rejected_by_the_short_constructor(string apiKey) =>
        Assert.Throws<ArgumentException>(nameof(apiKey), () => new EventPicsClient(apiKey));

    [Fact]
    public void Missing_arguments_are_named()
    {
        using var http = new HttpClient();

        Assert.Throws<ArgumentNullException>("apiKey", () => new EventPicsClient((string)null!));
        Assert.Throws<ArgumentNullException>("options", () => new EventPicsClient((EventPicsClientOptions)null!));
        Assert.Throws<ArgumentNullException>("options", () => new EventPicsClient(http, null!));
        Assert.Throws<ArgumentNullException>("httpClient", () => new EventPicsClient(null!, new EventPicsClientOptions { ApiKey = "k" }));
    }

    [Fact]
    public void Serialized_options_contain_neither_key_nor_proxy_credentials()
    {
        var options = new EventPicsClientOptions
        {
            ApiKey = "secret",
            Proxy = new WebProxy("http://proxy:8080/") { Credentials = new NetworkCredential("user", "secret") },
        };

        Assert.DoesNotContain("secret", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("roxy", JsonSerializer.Serialize(options), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", JsonSerializer.Serialize(options), StringComparison.Ordinal);
        string[] ignored =
        [
            .. typeof(EventPicsClientOptions).GetProperties()
                .Where(property => property.IsDefined(typeof(IgnoreDataMemberAttribute), inherit: true)).Select(property => property.Name),
        ];
        Assert.Equal(["ApiKey", "Proxy"], ignored); // other serializers
    }

    private static void Accepted(Action<EventPicsClientOptions> configure) => Create(configure).Dispose();

    private static string Refused(Action<EventPicsClientOptions> configure)
    {
        var message = Assert.Throws<ArgumentException>("options", () => Create(configure)).Message;
        return message[..message.IndexOf(" (Parameter", StringComparison.Ordinal)];
    }

    private static EventPicsClient Create(Action<EventPicsClientOptions> configure)
    {
        var options = new EventPicsClientOptions { ApiKey = "key" };
        configure(options);
        return new EventPicsClient(options);
    }

    private static XElement Member(string id) =>
        Documentation.Descendants("member").Single(member => member.Attribute("name")!.Value == id);
}
