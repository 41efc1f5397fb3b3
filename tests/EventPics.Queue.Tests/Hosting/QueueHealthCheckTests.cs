using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace EventPics.Queue.Tests.Hosting;

/// <summary>The registration of the queue's health check.</summary>
public sealed class QueueHealthCheckTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ServiceCollection _services = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Name_failure_status_tags_and_timeout_can_be_set()
    {
        _services.AddHealthChecks()
            .AddEventPicsUploadQueue()
            .AddEventPicsUploadQueue("booth", HealthStatus.Degraded, ["ready", "booth"], TimeSpan.FromSeconds(3), accountName: "booth");
        await using var provider = _services.BuildServiceProvider();

        var checks = provider.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.ToArray();

        Assert.Equal(["eventpics-upload-queue", "booth"], checks.Select(check => check.Name));
        Assert.Equal([HealthStatus.Unhealthy, HealthStatus.Degraded], checks.Select(check => check.FailureStatus));
        Assert.Equal([Timeout.InfiniteTimeSpan, TimeSpan.FromSeconds(3)], checks.Select(check => check.Timeout));
        Assert.Empty(checks[0].Tags);
        Assert.Equal(["booth", "ready"], checks[1].Tags.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_account_has_a_check_of_its_own_queue_and_an_unknown_one_fails_alone()
    {
        _services.AddEventPics("booth", options => options.ApiKey = "key")
            .AddUploadQueue(options => options.Folder = _folder.PathOf("queue"));
        _services.AddLogging().AddHealthChecks()
            .AddEventPicsUploadQueue("good", accountName: "booth")
            .AddEventPicsUploadQueue("bad", HealthStatus.Degraded, accountName: "other");
        await using var provider = _services.BuildServiceProvider();
        await provider.GetRequiredKeyedService<UploadQueue>("booth").EnsureOpenAsync(Token);

        var report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);

        Assert.Equal((HealthStatus.Healthy, HealthStatus.Degraded), (report.Entries["good"].Status, report.Entries["bad"].Status));
        Assert.IsType<InvalidOperationException>(report.Entries["bad"].Exception);
    }
}
