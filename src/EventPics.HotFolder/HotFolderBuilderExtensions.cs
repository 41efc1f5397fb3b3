using EventPics.HotFolder.Internal.Albums;
using EventPics.HotFolder.Internal.Hosting;
using EventPics.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder;

/// <summary>Adds hot folders to a host.</summary>
public static class HotFolderBuilderExtensions
{
    /// <summary>
    /// Watches a folder while the host runs and adds its photos to the queue of <c>AddUploadQueue</c>. Can be called for several folders;
    /// inject <see cref="HotFolderWatcher"/>, or all of them, to see their status. For a named account they are keyed services.
    /// </summary>
    /// <param name="builder">The result of <c>AddEventPics</c>.</param>
    /// <param name="configure">Sets the options; the folder and the event's link ID are required.</param>
    /// <returns>The same builder.</returns>
    public static EventPicsBuilder AddHotFolder(this EventPicsBuilder builder, Action<HotFolderOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var key = new object();
        builder.Services.AddKeyedSingleton(key, (services, _) => Create(services, builder.Name, configure));
        if (builder.Name is { } name)
        {
            builder.Services.AddKeyedSingleton(name, (services, _) => services.GetRequiredKeyedService<HotFolderWatcher>(key));
        }
        else
        {
            builder.Services.AddSingleton(services => services.GetRequiredKeyedService<HotFolderWatcher>(key));
        }

        builder.Services.AddSingleton<IHostedService>(services => new HotFolderService(services.GetRequiredKeyedService<HotFolderWatcher>(key)));
        return builder;
    }

    private static HotFolderWatcher Create(IServiceProvider services, string? account, Action<HotFolderOptions> configure)
    {
        var queue = Get<UploadQueue>(services, account)
            ?? throw new InvalidOperationException("A hot folder needs a queue: call AddUploadQueue() on the same builder.");
        var options = new HotFolderOptions();
        configure(options);
        if (options.AlbumBySubfolder && options.FindAlbum is null && Get<EventPicsClient>(services, account) is { } client)
        {
            options.FindAlbum = new AlbumDirectory(client, options.LinkId, options.TimeProvider).FindAsync;
        }

        var logger = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        return new HotFolderWatcher(queue, HotFolderOptionsRules.Validate(options), logger.CreateLogger<HotFolderWatcher>());
    }

    private static T? Get<T>(IServiceProvider services, string? account)
        where T : class =>
        account is null ? services.GetService<T>() : services.GetKeyedService<T>(account);
}
