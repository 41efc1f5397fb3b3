using EventPics.HotFolder.Tests.Support;
using EventPics.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventPics.HotFolder.Tests.Hosting;

public sealed class HotFolderBuilderExtensionsTests : IDisposable
{
    private readonly TempFolder _queue = new();
    private readonly TempFolder _prints = new();
    private readonly TempFolder _videos = new();
    private readonly FakeService _service = new() { Events = [new EventPicsEvent("Wedding", "w", [new EventPicsAlbum("1", "Dance")])] };

    public void Dispose()
    {
        _queue.Dispose();
        _prints.Dispose();
        _videos.Dispose();
    }

    [Fact]
    public async Task A_host_watches_all_its_folders_while_it_runs()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var eventPics = builder.Services.AddEventPics(options => options.ApiKey = "key")
            .AddUploadQueue(options => options.Folder = _queue.Path);
        eventPics.AddHotFolder(options => (options.Path, options.LinkId, options.AlbumBySubfolder) = (_prints.Path, "w", true));
        eventPics.AddHotFolder(options => (options.Path, options.LinkId) = (_videos.Path, "w"));
        builder.Services.AddSingleton<EventPicsClient>(_service);
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        var folders = host.Services.GetServices<HotFolderWatcher>().ToArray();
        Assert.Equal(2, folders.Length);
        _prints.Write("Dance/a.jpg", TestMedia.Jpeg(seed: 1));
        _videos.Write("b.jpg", TestMedia.Jpeg(seed: 3));
        await Eventually.TrueAsync(() => folders.All(folder => folder.Status.Enqueued == 1));
        var uploads = await host.Services.GetRequiredService<UploadQueue>().ListAsync(null, 1000, TestContext.Current.CancellationToken);
        Assert.Equal(["a.jpg 1", "b.jpg "], uploads.Select(upload => $"{upload.FileName} {upload.AlbumId}").Order(StringComparer.Ordinal));

        await host.StopAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => folders[0].ScanAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_a_queue_the_host_does_not_start_and_the_error_says_why()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddEventPics(options => options.ApiKey = "key")
            .AddHotFolder(options => (options.Path, options.LinkId) = (_prints.Path, "w"));
        using var host = builder.Build();
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("AddUploadQueue", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_account_feeds_its_own_queue()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddEventPics("second", options => options.ApiKey = "key")
            .AddUploadQueue(options => options.Folder = _queue.Path)
            .AddHotFolder(options => (options.Path, options.LinkId) = (_prints.Path, "w"))
            .AddHotFolder(options => (options.Path, options.LinkId) = (_videos.Path, "w"));
        builder.Services.AddKeyedSingleton<EventPicsClient>("second", _service);
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        _prints.Write("a.jpg", TestMedia.Jpeg());
        _videos.Write("b.jpg", TestMedia.Jpeg(seed: 3));
        var folders = host.Services.GetKeyedServices<HotFolderWatcher>("second").ToArray();
        Assert.Equal(2, folders.Length);
        Assert.Null(host.Services.GetService<HotFolderWatcher>());
        await Eventually.TrueAsync(() => folders.All(folder => folder.Status.Enqueued == 1));
        var queue = host.Services.GetRequiredKeyedService<UploadQueue>("second");
        Assert.Equal(2, (await queue.ListAsync(null, 1000, TestContext.Current.CancellationToken)).Count);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
