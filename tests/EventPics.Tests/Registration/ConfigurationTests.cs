using EventPics.Emulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static EventPics.Tests.Registration.TestServices;

namespace EventPics.Tests.Registration;

/// <summary>Options from the host's configuration.</summary>
public sealed class ConfigurationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "EventPics")]
    [InlineData("wedding", "EventPics:wedding")]
    public async Task Without_arguments_the_section_of_the_hosts_configuration_is_bound(string? name, string section)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var builder = Builder();
        _ = name is null ? builder.Services.AddEventPics() : builder.Services.AddEventPics(name);

        // Set after the registration, as the configuration of a test's web host is.
        builder.Configuration[$"{section}:ApiKey"] = emulator.ApiKey;
        builder.Configuration[$"{section}:BaseAddress"] = emulator.BaseAddress.AbsoluteUri;
        using var host = builder.Build();
        await host.StartAsync(Token);

        var client = name is null
            ? host.Services.GetRequiredService<EventPicsClient>()
            : host.Services.GetRequiredKeyedService<EventPicsClient>(name);
        Assert.NotEmpty(await client.GetEventsAndAlbumsAsync(Token));
        await host.StopAsync(Token);
    }

    [Fact]
    public void The_only_account_and_named_ones_have_their_own_sections()
    {
        var builder = Builder();
        builder.Configuration.AddInMemoryCollection([
            new("EventPics:ApiKey", "plain-key"),
            new("EventPics:wedding:ApiKey", "wedding-key"),
            new("EventPics:wedding:MaxRetries", "7"),
        ]);
        builder.Services.AddEventPics();
        builder.Services.AddEventPics("wedding");
        using var host = builder.Build();

        Assert.Equal(("plain-key", 5), (Options(host.Services).ApiKey, Options(host.Services).MaxRetries));
        Assert.Equal(("wedding-key", 7), (Options(host.Services, "wedding").ApiKey, Options(host.Services, "wedding").MaxRetries));
    }

    [Fact]
    public void Code_after_the_section_has_the_last_word()
    {
        var builder = Builder();
        (builder.Configuration["EventPics:ApiKey"], builder.Configuration["EventPics:MaxRetries"]) = ("key", "7");
        builder.Services.AddEventPics();
        builder.Services.AddEventPics(options => options.MaxRetries = 8);
        using var host = builder.Build();

        Assert.Equal(("key", 8), (Options(host.Services).ApiKey, Options(host.Services).MaxRetries));
        Assert.Single(host.Services.GetServices<EventPicsClient>());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wedding")]
    public void A_whole_configuration_instead_of_its_section_is_rejected(string? name)
    {
        var builder = Builder();
        builder.Configuration["EventPics:ApiKey"] = "key";

        var error = Assert.Throws<ArgumentException>("section", () =>
            name is null
                ? builder.Services.AddEventPics(builder.Configuration)
                : builder.Services.AddEventPics(name, builder.Configuration));

        Assert.Contains("configuration.GetSection(\"EventPics\")", error.Message, StringComparison.Ordinal);
        Assert.Contains("AddEventPics() without arguments", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "EventPics:")]
    [InlineData("wedding", "EventPics:wedding:")]
    public async Task Errors_name_the_configuration_key(string? name, string prefix)
    {
        var builder = Builder();
        builder.Configuration[prefix + "ApiKey"] = "CANARY key";
        builder.Configuration[prefix + "MaxRetries"] = "-1";
        _ = name is null ? builder.Services.AddEventPics() : builder.Services.AddEventPics(name);

        var failures = await FailuresAsync(builder);

        Assert.Collection(
            failures,
            failure => Assert.StartsWith($"{prefix}ApiKey contains spaces", failure, StringComparison.Ordinal),
            failure => Assert.Equal($"{prefix}MaxRetries must be between 0 and 100.", failure));
        Assert.All(failures, failure => Assert.DoesNotContain("CANARY", failure, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "EventPics:ApiKey is missing. Copy it from the event's API key page")]
    [InlineData("wedding", "EventPics:wedding:ApiKey is missing. Copy it from the event's API key page")]
    public async Task A_missing_key_is_named_in_full_where_its_section_exists(string? name, string expected)
    {
        var builder = Builder();
        builder.Configuration["EventPics:MaxRetries"] = builder.Configuration["EventPics:wedding:MaxRetries"] = "3";
        _ = name is null ? builder.Services.AddEventPics() : builder.Services.AddEventPics(name);

        Assert.StartsWith(expected, Assert.Single(await FailuresAsync(builder)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_an_API_key_passed_as_a_name_three_characters_are_shown(bool fromConfiguration)
    {
        const string Key = "CANARY-0123456789";
        var builder = Builder();
        _ = fromConfiguration ? builder.Services.AddEventPics(Key) : builder.Services.AddEventPics(Key, options => options.MaxRetries = -1);
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => host.StartAsync(Token));

        Assert.DoesNotContain("CANA", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("CAN...", error.OptionsName);
        Assert.Equal(
            fromConfiguration
                ? ["EventPics:CAN...:ApiKey is missing: the configuration has no section of this name. AddEventPics(name) expects the name of an account, not an API key."]
                : [
                    "Account 'CAN...': EventPicsClientOptions.ApiKey is missing. Copy it from the event's API key page in the EventPics app.",
                    "Account 'CAN...': EventPicsClientOptions.MaxRetries must be between 0 and 100.",
                ],
            error.Failures);
    }

    [Theory]
    [InlineData(null, "EventPicsClientOptions.ApiKey is missing: the services contain no IConfiguration")]
    [InlineData("wedding", "Account 'wed...': EventPicsClientOptions.ApiKey is missing: the services contain no IConfiguration")]
    public void Without_a_configuration_the_error_says_what_is_needed(string? name, string expected)
    {
        using var provider = Provide(services => _ = name is null ? services.AddEventPics() : services.AddEventPics(name));

        var error = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => Options(provider, name));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("AddEventPics(options => options.ApiKey = ...)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_configuration_a_key_set_in_code_is_enough()
    {
        using var provider = Provide(services =>
        {
            services.AddEventPics();
            services.AddEventPics(options => options.ApiKey = "key");
        });

        Assert.NotNull(provider.GetRequiredService<EventPicsClient>());
    }

    [Theory]
    [InlineData(
        "StallTimeout",
        "30", "EventPics:StallTimeout is 30, and a number alone means days. Write 00:00:30 for seconds, or 30.00:00:00 for days.")]
    [InlineData(
        "StallTimeout",
        "1", "EventPics:StallTimeout is 1, and a number alone means days. Write 00:00:01 for seconds, or 1.00:00:00 for days.")]
    [InlineData(
        "apitimeout",
        "90", "EventPics:apitimeout is 90, and a number alone means days. Write 00:01:30 for seconds, or 90.00:00:00 for days.")]
    [InlineData("StallTimeout", "CANARY", "EventPics:StallTimeout has a value that can't be read. It must be a duration such as 00:00:30.")]
    [InlineData("StallTimeout", "30 s", "EventPics:StallTimeout has a value that can't be read. It must be a duration such as 00:00:30.")]
    [InlineData("MaxRetries", "CANARY", "EventPics:MaxRetries has a value that can't be read. It must be a whole number.")]
    [InlineData("AllowInsecureHttp", "CANARY", "EventPics:AllowInsecureHttp has a value that can't be read. It must be true or false.")]
    [InlineData("BaseAddress", "CANARY", "EventPics:BaseAddress must be an absolute URL such as https://api.eventpics.net/.")]
    [InlineData("BaseAddress", "http://[CANARY", "EventPics:BaseAddress has a value that can't be read. It must be a URL.")]
    [InlineData("Proxy", "http://CANARY@proxy:8080", "EventPics:Proxy can't be set by a configuration. Set this option in code.")]
    [InlineData("TimeProvider", "CANARY", "EventPics:TimeProvider can't be set by a configuration. Set this option in code.")]
    public async Task A_value_that_can_not_be_used_is_explained_but_not_shown(string option, string value, string expected)
    {
        var builder = Builder();
        builder.Configuration[$"EventPics:{option}"] = value;
        builder.Configuration["EventPics:ApplicationName"] = "no product";
        builder.Services.AddEventPics();

        var failures = await FailuresAsync(builder);

        Assert.Contains(expected, failures);
        Assert.Contains(failures, failure => failure.StartsWith("EventPics:ApiKey is missing", StringComparison.Ordinal));
        Assert.Contains(
            failures, failure => failure.StartsWith("EventPics:ApplicationName must be a product name", StringComparison.Ordinal));
        Assert.Equal(3, failures.Count);
        Assert.DoesNotContain(failures, failure => failure.Contains("CANARY", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("BaseDelay", "0")]
    [InlineData("ApiTimeout", "00:00:30")]
    [InlineData("Unknown", "30")]
    public void Zero_full_durations_and_unknown_options_are_accepted(string option, string value)
    {
        using var provider = Provide(services => services.AddEventPics(Section(("ApiKey", "key"), (option, value))));

        Assert.NotNull(provider.GetRequiredService<EventPicsClient>());
    }

    [Fact]
    public async Task All_accounts_are_validated_together()
    {
        var builder = Builder();
        builder.Configuration["EventPics:left:ApiKey"] = "\"key\"";
        builder.Services.AddEventPics("good", options => options.ApiKey = "key");
        builder.Services.AddEventPics("left");
        builder.Services.AddEventPics("right", options => options.ApiKey = "two words");

        Assert.Collection(
            await FailuresAsync(builder),
            failure => Assert.StartsWith("EventPics:left:ApiKey is in quotation marks.", failure, StringComparison.Ordinal),
            failure =>
                Assert.StartsWith("Account 'right': EventPicsClientOptions.ApiKey contains spaces", failure, StringComparison.Ordinal));
    }
}
