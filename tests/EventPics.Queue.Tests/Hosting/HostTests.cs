using System.Diagnostics.Metrics;
using EventPics.Emulator;
using EventPics.Queue.Internal.Hosting;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace EventPics.Queue.Tests.Hosting;

/// <summary>The queue in a host, with the real client and the emulator.</summary>
public sealed class HostTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    private IHost Host(EventPicsEmulator emulator, string? key = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddEventPics(options => (options.ApiKey, options.BaseAddress) = (key ?? emulator.ApiKey, emulator.BaseAddress))
            .AddUploadQueue(options => options.Folder = _folder.PathOf("queue"));
        builder.Services.AddHealthChecks().AddEventPicsUploadQueue();
        return builder.Build();
    }

    [Fact]
    public async Task A_host_sends_while_it_runs()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var host = Host(emulator);
        await host.StartAsync(Token);
        var queue = host.Services.GetRequiredService<UploadQueue>();

        var upload = await queue.EnqueueAsync("abcd1234", _folder.WritePhoto(length: 200_000), "a1", Token);
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);

        var photo = Assert.Single(emulator.Photos);
        Assert.Equal((upload.Sha256, "a1", "p.jpg", "image/jpeg"), (photo.Sha256, photo.AlbumId, photo.FileName, photo.ContentType));
        Assert.DoesNotContain(emulator.Requests, request => request.Violation is not null);
        var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);
        Assert.Equal(HealthStatus.Healthy, health.Status);
        await host.StopAsync(Token);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("booth")]
    public async Task A_host_runs_with_a_substitute_for_its_queue(string? name)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        (name is null
            ? builder.Services.AddEventPics(options => options.ApiKey = "key")
            : builder.Services.AddEventPics(name, options => options.ApiKey = "key"))
            .AddUploadQueue(options => options.Folder = _folder.PathOf("queue"));
        await using var substitute = Substitute.For<UploadQueue>();
        builder.Services.AddKeyedSingleton(name, substitute);
        using var host = builder.Build();

        await host.StartAsync(Token);
        await host.StopAsync(Token);

        await substitute.Received().DisposeAsync();
        Assert.False(Directory.Exists(_folder.PathOf("queue")));
    }

    [Fact]
    public void Options_of_the_unnamed_account_do_not_apply_to_a_named_one()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddEventPics(options => options.ApiKey = "key")
            .AddUploadQueue(options => options.Folder = _folder.PathOf("plain"));
        builder.Services.AddEventPics("booth", options => options.ApiKey = "key").AddUploadQueue();
        using var host = builder.Build();

        var options = host.Services.GetRequiredService<IOptionsMonitor<UploadQueueOptions>>();

        Assert.Equal((_folder.PathOf("plain"), null), (options.CurrentValue.Folder, options.Get("booth").Folder));
    }

    [Fact]
    public async Task F027_A_rejected_api_key_is_unhealthy_and_is_never_logged_or_stored()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var host = Host(emulator, "CANARYKEY-0123456789");
        await host.StartAsync(Token);
        var queue = host.Services.GetRequiredService<UploadQueue>();
        await queue.EnqueueAsync("abcd1234", _folder.WritePhoto(), cancellationToken: Token);
        await WaitAsync(queue, QueueHealth.ApiKeyRejected);

        var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);
        await host.StopAsync(Token);

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.All(Directory.EnumerateFiles(queue.Folder, "*", SearchOption.AllDirectories), file =>
            Assert.DoesNotContain("CANARYKEY", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_account_has_its_own_queue()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        foreach (var name in (string[])["left", "right"])
        {
            builder.Services.AddEventPics(name, options => (options.ApiKey, options.BaseAddress) = (emulator.ApiKey, emulator.BaseAddress))
                .AddUploadQueue(options => options.Folder = _folder.PathOf(options.AccountName));
        }

        using var host = builder.Build();
        await host.StartAsync(Token);
        var left = host.Services.GetRequiredKeyedService<UploadQueue>("left");
        await left.EnqueueAsync("abcd1234", _folder.WritePhoto(), cancellationToken: Token);
        await left.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);

        Assert.Equal(_folder.PathOf("left"), left.Folder);
        Assert.Empty(await host.Services.GetRequiredKeyedService<UploadQueue>("right").ListAsync(null, 1000, Token));
        await host.StopAsync(Token);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("left")]
    public async Task Adding_the_queue_twice_registers_one_queue_with_the_options_of_both(string? name)
    {
        var added = new ServiceCollection();
        var seen = "";
        (name is null
            ? added.AddEventPics(options => options.ApiKey = "some-key")
            : added.AddEventPics(name, options => options.ApiKey = "some-key"))
            .AddUploadQueue(options => options.Folder = _folder.PathOf("queue"))
            .AddUploadQueue(options => seen = $"{options.AccountName} {options.Folder}");
        await using var services = added.BuildServiceProvider();

        var queue = Assert.Single(name is null ? services.GetServices<UploadQueue>() : services.GetKeyedServices<UploadQueue>(name));

        Assert.Equal(_folder.PathOf("queue"), queue.Folder);
        Assert.Equal($"{name ?? "default"} {queue.Folder}", seen);
        Assert.Single(services.GetServices<IHostedService>().OfType<UploadQueueService>());
    }

    [Fact]
    public async Task F017_F057_With_thirty_percent_faults_nothing_is_lost_or_duplicated()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        emulator.Faults.Random(seed: 7, probability: 0.3);
        using var client = new EventPicsClient(new EventPicsClientOptions
        {
            ApiKey = emulator.ApiKey,
            BaseAddress = emulator.BaseAddress,
            StallTimeout = TimeSpan.FromSeconds(2),
            ResponseTimeout = TimeSpan.FromSeconds(2),
            ApiTimeout = TimeSpan.FromSeconds(3),
        });
        await using var queue =
            await UploadQueue.OpenAsync(client, new UploadQueueOptions { Folder = _folder.PathOf("queue") }, cancellationToken: Token);
        for (var n = 0; n < 12; n++)
        {
            await queue.EnqueueAsync(TestPhoto.Request(n, "abcd1234", length: 50_000), Token);
        }

        using var resume = new Timer(_ => queue.Resume(), null, 500, 500); // Skips the delays, to keep the test short.
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TimeSpan.FromMinutes(3), Token);

        var uploads = await queue.ListAsync(null, 1000, Token);
        Assert.All(uploads, upload => Assert.Equal(QueuedUploadState.Uploaded, upload.State));
        Assert.Equal(12, emulator.Photos.Select(photo => photo.Sha256).Distinct().Count());
        Assert.All(emulator.Photos.GroupBy(photo => photo.Sha256).Where(photos => photos.Count() > 1), photos =>
            Assert.True(uploads.Single(upload => upload.Sha256 == photos.Key).PossibleDuplicate));
    }

    [Fact]
    public async Task Metrics_report_queue_depth_and_sent_photos()
    {
        Dictionary<string, double> seen = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == UploadQueueTelemetry.MeterName)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        void See(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        {
            foreach (var tag in tags)
            {
                if (Equals(tag.Value, "metered"))
                {
                    lock (seen)
                    {
                        seen[instrument.Name] = seen.GetValueOrDefault(instrument.Name) + value;
                    }
                }
            }
        }

        listener.SetMeasurementEventCallback<long>((instrument, value, tags, state) => See(instrument, value, tags, state));
        listener.SetMeasurementEventCallback<double>(See);
        listener.Start();
        using var service = new FakeUploadService();
        await using var queue = await UploadQueue.OpenAsync(
            service, new UploadQueueOptions { Folder = _folder.PathOf("queue"), AccountName = "metered" }, cancellationToken: Token);
        queue.Pause();
        await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        listener.RecordObservableInstruments();
        queue.Resume();
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        await queue.DisposeAsync();

        Assert.Equal((1, 1), (seen["eventpics.queue.depth"], seen["eventpics.queue.sent"]));
        Assert.True(seen["eventpics.queue.oldest_age"] >= 0);
    }

    [Fact]
    public void Old_photos_are_unhealthy_only_while_the_connection_works()
    {
        HealthStatus Judge(QueueHealth connection, double minutes, int aside = 0) => UploadQueueHealthCheck.Evaluate(
            new QueueStatus { Health = connection, OldestWaitingAge = TimeSpan.FromMinutes(minutes), Failed = aside },
            HealthStatus.Unhealthy).Status;

        Assert.Equal(HealthStatus.Unhealthy, Judge(QueueHealth.Online, 11));
        Assert.Equal(HealthStatus.Healthy, Judge(QueueHealth.Online, 9));
        Assert.Equal(HealthStatus.Degraded, Judge(QueueHealth.Online, 9, aside: 1));
        Assert.Equal(HealthStatus.Degraded, Judge(QueueHealth.Offline, 60));
        Assert.Equal(HealthStatus.Unhealthy, Judge(QueueHealth.StorageError, 0));
    }

    [Fact]
    public void Photos_that_wait_for_another_key_are_degraded_and_named()
    {
        HealthCheckResult Judge(double minutes) => UploadQueueHealthCheck.Evaluate(
            new QueueStatus { Waiting = 2, OtherAccount = 1, OtherAccountLinkIds = ["gala", "party"], OldestWaitingAge = TimeSpan.FromMinutes(minutes) },
            HealthStatus.Unhealthy);

        var lasting = Judge(11);

        // The events are being listed at first.
        Assert.Equal((HealthStatus.Healthy, HealthStatus.Degraded), (Judge(9).Status, lasting.Status));
        Assert.Contains("gala, party", lasting.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Old_photos_of_the_present_key_are_unhealthy_also_while_others_wait_for_another_key()
    {
        HealthCheckResult Judge(double ownMinutes) => UploadQueueHealthCheck.Evaluate(
            new QueueStatus
            {
                Waiting = 2,
                OtherAccount = 1,
                OtherAccountLinkIds = ["gala"],
                OldestWaitingAge = TimeSpan.FromMinutes(60),
                OldestOwnWaitingAge = TimeSpan.FromMinutes(ownMinutes),
            },
            HealthStatus.Unhealthy);

        Assert.Equal((HealthStatus.Degraded, HealthStatus.Unhealthy), (Judge(9).Status, Judge(11).Status));
        Assert.Contains("waiting for 11 minutes", Judge(11).Description, StringComparison.Ordinal);
    }

    private static Task WaitAsync(UploadQueue queue, QueueHealth health) =>
        Eventually.TrueAsync(async () => (await queue.GetStatusAsync(Token)).Health == health);
}
