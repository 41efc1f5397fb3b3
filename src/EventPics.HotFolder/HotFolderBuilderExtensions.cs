using EventPics.HotFolder.Internal.Albums;
using EventPics.HotFolder.Internal.Hosting;
using EventPics.Queue;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EventPics.HotFolder;

/// <summary>Adds hot folders to a host.</summary>
public static class HotFolderBuilderExtensions
{
    /// <summary>
    /// Watches a folder while the host runs and adds its photos to the queue of <c>AddUploadQueue</c>. Can be called for several folders;
    /// inject <see cref="HotFolderWatcher"/>, or all of them, to see their status. For a named account they are keyed services. The options
    /// are validated when the host starts.
    /// </summary>
    /// <param name="builder">The result of <c>AddEventPics</c>.</param>
    /// <param name="configure">Sets the options; the folder and the event's link ID are required.</param>
    /// <returns>The same builder.</returns>
    public static EventPicsBuilder AddHotFolder(this EventPicsBuilder builder, Action<HotFolderOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(builder, configure);
    }

    /// <summary>
    /// Watches a folder like <see cref="AddHotFolder(EventPicsBuilder, Action{HotFolderOptions})"/>, with options from a configuration.
    /// </summary>
    /// <param name="builder">The result of <c>AddEventPics</c>.</param>
    /// <param name="section">
    /// The section with the options of one folder, such as <c>configuration.GetSection("EventPicsHotFolder")</c>.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The section is a whole configuration.</exception>
    public static EventPicsBuilder AddHotFolder(this EventPicsBuilder builder, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(builder);
        OptionsOrigin.CheckSection(section, "configuration.GetSection(\"EventPicsHotFolder\").");
        return Add(builder, options => options.Origin!.Bind(section, options, static (section, options) => section.Bind(options)));
    }

    private static EventPicsBuilder Add(EventPicsBuilder builder, Action<HotFolderOptions> configure)
    {
        var (services, account) = (builder.Services, builder.Name);
        var number = services.Count(service => service.ServiceType == typeof(RegisteredHotFolder)) + 1;
        var key = new RegisteredHotFolder($"{account}/{number}");
        services.AddSingleton(key);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HotFolderOptions>, HotFolderOptionsValidator>());
        services.AddOptionsWithValidateOnStart<HotFolderOptions>(key.OptionsName)
            .Configure(options => options.Origin = new(nameof(HotFolderOptions), account))
            .Configure(configure)
            .PostConfigure<IServiceProvider>((options, provider) => SetFindAlbum(options, provider, account));

        services.AddKeyedSingleton(key, (provider, _) => Create(provider, account, key.OptionsName));
        if (account is null)
        {
            services.AddSingleton(provider => provider.GetRequiredKeyedService<HotFolderWatcher>(key));
        }
        else
        {
            services.AddKeyedSingleton(account, (provider, _) => provider.GetRequiredKeyedService<HotFolderWatcher>(key));
        }

        services.AddSingleton<IHostedService>(
            provider => new HotFolderService(() => provider.GetRequiredKeyedService<HotFolderWatcher>(key)));
        return builder;
    }

    // The client is created when the first album is looked up, long after its options were validated.
    private static void SetFindAlbum(HotFolderOptions options, IServiceProvider provider, string? account)
    {
        if (options.AlbumBySubfolder && options.FindAlbum is null)
        {
            var (linkId, timeProvider) = (options.LinkId, options.TimeProvider);
            var albums = new Lazy<AlbumDirectory>(() => new AlbumDirectory(
                account is null
                    ? provider.GetRequiredService<EventPicsClient>()
                    : provider.GetRequiredKeyedService<EventPicsClient>(account), linkId, timeProvider));
            options.FindAlbum = (title, cancellationToken) => albums.Value.FindAsync(title, cancellationToken);
        }
    }

    private static HotFolderWatcher Create(IServiceProvider provider, string? account, string optionsName)
    {
        var options = provider.GetRequiredService<IOptionsMonitor<HotFolderOptions>>().Get(optionsName);
        var queue = (account is null ? provider.GetService<UploadQueue>() : provider.GetKeyedService<UploadQueue>(account))
            ?? throw new InvalidOperationException("A hot folder needs a queue: call AddUploadQueue() on the same builder.");
        var logger = provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        return new HotFolderWatcher(queue, HotFolderOptionsRules.Validate(options), logger.CreateLogger<HotFolderWatcher>());
    }
}
