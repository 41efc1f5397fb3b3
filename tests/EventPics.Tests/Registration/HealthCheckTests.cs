using EventPics.Emulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using static EventPics.Tests.Registration.TestServices;

namespace EventPics.Tests.Registration;

/// <summary>The health check of the service and the API key.</summary>
public sealed class HealthCheckTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("wedding")]
    public async Task An_accepted_key_is_healthy(string? account)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var provider = Provide(services =>
        {
            void Configure(EventPicsClientOptions options) => Address(options, emulator);
            _ = account is null ? services.AddEventPics(Configure) : services.AddEventPics(account, Configure);
            services.AddLogging().AddHealthChecks().AddEventPics(accountName: account);
        });

        var entry = await CheckAsync(provider);

        Assert.Equal((HealthStatus.Healthy, 2), (entry.Status, entry.Data["events"]));
        Assert.Equal("The service accepts the API key. Number of events: 2", entry.Description);
    }

    [Fact]
    public async Task A_rejected_key_is_described_and_not_shown()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var provider = Provide(services =>
        {
            services.AddEventPics(options => (options.ApiKey, options.BaseAddress) = ("CANARY-KEY", emulator.BaseAddress));
            services.AddLogging().AddHealthChecks().AddEventPics();
        });

        var entry = await CheckAsync(provider);

        Assert.Equal((HealthStatus.Unhealthy, "ApiKeyRejected"), (entry.Status, entry.Data["error"]));
        Assert.Contains("API key", entry.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", $"{entry.Description} {entry.Exception}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_lost_request_is_not_reported_but_two_are()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var provider = Provide(services =>
        {
            services.AddEventPics(options => (options.ApiKey, options.BaseAddress, options.BaseDelay, options.TimeProvider) =
                (emulator.ApiKey, emulator.BaseAddress, TimeSpan.Zero, _time));
            services.AddLogging().AddHealthChecks().AddEventPics();
        });

        emulator.Faults.OnEvents(Fault.Status(503));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(provider)).Status);
        emulator.Faults.OnEvents(Fault.Status(503)).OnEvents(Fault.Status(503));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(provider)).Status);
    }

    [Theory]
    [InlineData(29, 1)]
    [InlineData(30, 2)]
    public async Task A_result_is_reused_for_30_seconds_by_all_checks_of_an_account(int seconds, int expected)
    {
        using var client = Client();
        await using var provider = ProvideClient(client, checks => checks.AddEventPics("first").AddEventPics("second", tags: ["ready"]));

        await CheckAsync(provider);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        await CheckAsync(provider);

        await client.Received(expected).GetEventsAndAlbumsAsync(Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task A_failure_is_reused_with_the_failure_status_of_each_check()
    {
        using var client = Client();
        client.GetEventsAndAlbumsAsync(Arg.Any<CancellationToken>()).Returns<IReadOnlyList<EventPicsEvent>>(_ =>
            throw new EventPicsException(EventPicsError.Network, "No network.", isTransient: true));
        await using var provider = ProvideClient(client, checks => checks.AddEventPics("hard").AddEventPics("soft", HealthStatus.Degraded));

        var report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);

        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Degraded), (report.Entries["hard"].Status, report.Entries["soft"].Status));
        Assert.All(report.Entries.Values, entry => Assert.Equal("No network.", entry.Description));
        await client.Received(1).GetEventsAndAlbumsAsync(Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task A_check_that_takes_too_long_is_not_reused()
    {
        using var client = Client();
        client.GetEventsAndAlbumsAsync(Arg.Any<CancellationToken>()).Returns(
            async call =>
            {
                await Task.Delay(Timeout.Infinite, call.Arg<CancellationToken>());
                return [];
            },
            _ => Task.FromResult<IReadOnlyList<EventPicsEvent>>([]));
        await using var provider = ProvideClient(client, checks => checks.AddEventPics(timeout: TimeSpan.FromMilliseconds(50)));

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(provider)).Status);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(provider)).Status);
    }

    [Fact]
    public async Task Checks_can_be_selected_by_tag()
    {
        using var client = Client();
        await using var provider = ProvideClient(client, checks => checks.AddEventPics(tags: ["ready"]));

        var report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("ready"), Token);

        Assert.Equal("eventpics", Assert.Single(report.Entries).Key);
    }

    [Fact]
    public async Task An_unknown_account_fails_its_own_check_only()
    {
        using var client = Client();
        await using var provider = ProvideClient(client, checks => checks.AddEventPics("good").AddEventPics("bad", accountName: "nobody"));

        var report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);

        Assert.Equal((HealthStatus.Healthy, HealthStatus.Unhealthy), (report.Entries["good"].Status, report.Entries["bad"].Status));
    }

    private static EventPicsClient Client()
    {
        var client = Substitute.For<EventPicsClient>();
        client.GetEventsAndAlbumsAsync(Arg.Any<CancellationToken>()).Returns([]);
        client.WithMaxRetries(Arg.Any<int>()).Returns(_ => null!); // as a mock that knows nothing of it
        return client;
    }

    private ServiceProvider ProvideClient(EventPicsClient client, Action<IHealthChecksBuilder> add) => Provide(services =>
    {
        services.AddEventPics(options => (options.ApiKey, options.TimeProvider) = ("key", _time));
        services.AddSingleton(client);
        add(services.AddLogging().AddHealthChecks());
    });

    private static async Task<HealthReportEntry> CheckAsync(ServiceProvider provider)
    {
        var report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);
        return report.Entries.Values.First();
    }
}
