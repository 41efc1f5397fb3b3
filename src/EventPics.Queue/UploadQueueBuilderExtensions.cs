using EventPics.Queue.Internal.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventPics.Queue;

/// <summary>Adds the queue to a host.</summary>
public static class UploadQueueBuilderExtensions
{
    /// <summary>
    /// Registers an <see cref="UploadQueue"/> that sends while the host runs; for a named account it is a keyed service. Called again for
    /// the same account, it sets further options of the same queue. The options are validated when the host starts.
    /// </summary>
    /// <param name="builder">The builder that <c>AddEventPics</c> returned.</param>
    /// <param name="configure">Sets options.</param>
    /// <returns>The same builder.</returns>
    public static EventPicsBuilder AddUploadQueue(this EventPicsBuilder builder, Action<UploadQueueOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = Register(builder);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return builder;
    }

    /// <summary>
    /// Registers an <see cref="UploadQueue"/> like <see cref="AddUploadQueue(EventPicsBuilder, Action{UploadQueueOptions})"/>, with options
    /// from a configuration.
    /// </summary>
    /// <param name="builder">The builder that <c>AddEventPics</c> returned.</param>
    /// <param name="section">
    /// The section with the options, such as <c>configuration.GetSection("EventPicsQueue")</c>; it may be missing, since every option has a
    /// default.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The section is a whole configuration.</exception>
    public static EventPicsBuilder AddUploadQueue(this EventPicsBuilder builder, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(builder);
        OptionsOrigin.CheckSection(section, "configuration.GetSection(\"EventPicsQueue\").");
        Register(builder).Configure(options => options.Origin!.Bind(section, options, static (section, options) => section.Bind(options)));
        return builder;
    }

    private static OptionsBuilder<UploadQueueOptions> Register(EventPicsBuilder builder)
    {
        var (services, name) = (builder.Services, builder.Name);
        var options = services.AddOptionsWithValidateOnStart<UploadQueueOptions>(name);
        if (services.Any(service => service.ServiceType == typeof(UploadQueue) && Equals(service.ServiceKey, name)))
        {
            return options;
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<UploadQueueOptions>, UploadQueueOptionsValidator>());
        services.AddSingleton(new RegisteredQueue(name ?? Options.DefaultName));
        options.Configure(options => options.Origin = new(nameof(UploadQueueOptions), name));
        if (name is null)
        {
            services.AddSingleton(provider => Create(provider, provider.GetRequiredService<EventPicsClient>(), name));
            services.AddSingleton<IHostedService>(provider => CreateService(provider, provider.GetRequiredService<UploadQueue>, name));
        }
        else
        {
            options.Configure(options => options.AccountName = name);
            services.AddKeyedSingleton(
                name, (provider, _) => Create(provider, provider.GetRequiredKeyedService<EventPicsClient>(name), name));
            services.AddSingleton<IHostedService>(
                provider => CreateService(provider, () => provider.GetRequiredKeyedService<UploadQueue>(name), name));
        }

        return options;
    }

    private static UploadQueue Create(IServiceProvider provider, EventPicsClient client, string? name) =>
        new(client, provider.GetRequiredService<IOptionsMonitor<UploadQueueOptions>>().Get(name), provider.GetService<ILoggerFactory>());

    private static UploadQueueService CreateService(IServiceProvider provider, Func<UploadQueue> getQueue, string? name) =>
        new(getQueue, provider.GetService<IOptionsMonitor<EventPicsClientOptions>>(), name);
}
