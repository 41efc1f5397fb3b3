using EventPics.Emulator;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests.Session;

/// <summary>A queue without an API key, or with a rejected one, continues as soon as it gets a valid one.</summary>
public sealed class ApiKeyChangeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>Does not move, so that no scheduled probe runs.</summary>
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private UploadQueueOptions Options => new() { Folder = _folder.PathOf("queue"), TimeProvider = _time };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task F027_After_a_rejected_api_key_the_new_one_is_used_immediately()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = new EventPicsClient(new EventPicsClientOptions { ApiKey = "an-old-key", BaseAddress = emulator.BaseAddress });
        await using var queue = await UploadQueue.OpenAsync(client, Options, cancellationToken: Token);
        var upload = await queue.EnqueueAsync(TestPhoto.Request(1, "abcd1234"), Token);
        await WaitUntilRejectedAsync(queue);

        client.UpdateApiKey(emulator.ApiKey);
        queue.Probe();

        Assert.Equal(QueuedUploadState.Uploaded, (await queue.WaitForAsync(upload.Id, Token).WaitAsync(TestTimeout.Default, Token)).State);
    }

    [Fact]
    public async Task F027_A_host_uses_an_api_key_replaced_in_its_configuration_immediately()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["EventPics:ApiKey"] = "an-old-key";
        builder.Configuration["EventPics:BaseAddress"] = emulator.BaseAddress.AbsoluteUri;
        builder.Services.AddEventPics(builder.Configuration.GetSection("EventPics"))
            .AddUploadQueue(options => (options.Folder, options.TimeProvider) = (_folder.PathOf("queue"), _time));
        using var host = builder.Build();
        await host.StartAsync(Token);
        var queue = host.Services.GetRequiredService<UploadQueue>();
        var upload = await queue.EnqueueAsync(TestPhoto.Request(1, "abcd1234"), Token);
        await WaitUntilRejectedAsync(queue);

        builder.Configuration["EventPics:ApiKey"] = emulator.ApiKey;
        ((IConfigurationRoot)builder.Configuration).Reload();

        Assert.Equal(QueuedUploadState.Uploaded, (await queue.WaitForAsync(upload.Id, Token).WaitAsync(TestTimeout.Default, Token)).State);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_queue_opened_without_an_api_key_sends_once_it_gets_a_client()
    {
        using var service = new FakeUploadService();
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        var upload = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        Assert.Equal(QueueHealth.NotSending, (await queue.GetStatusAsync(Token)).Health);

        await queue.StartSendingAsync(service, Token);

        Assert.Equal(QueuedUploadState.Uploaded, (await queue.WaitForAsync(upload.Id, Token).WaitAsync(TestTimeout.Default, Token)).State);
        Assert.True((await queue.GetStatusAsync(Token)).IsSender);
        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.StartSendingAsync(service, Token));
    }

    [Fact]
    public async Task F086_While_another_queue_sends_it_takes_over_when_that_one_ends()
    {
        using var service = new FakeUploadService();
        var other = await UploadQueue.OpenAsync(service, Options, cancellationToken: Token);
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        await queue.StartSendingAsync(service, Token);
        Assert.False((await queue.GetStatusAsync(Token)).IsSender);

        await other.DisposeAsync();
        var upload = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        var sent = queue.WaitForAsync(upload.Id, Token);
        while (await Task.WhenAny(sent, Task.Delay(5, Token)) != sent)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(QueuedUploadState.Uploaded, (await sent).State);
    }

    [Fact]
    public async Task A_disposed_queue_starts_nothing()
    {
        using var service = new FakeUploadService();
        var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        await queue.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => queue.StartSendingAsync(service, Token));
    }

    private static Task WaitUntilRejectedAsync(UploadQueue queue) =>
        Eventually.TrueAsync(async () => (await queue.GetStatusAsync(Token)).Health == QueueHealth.ApiKeyRejected);
}
