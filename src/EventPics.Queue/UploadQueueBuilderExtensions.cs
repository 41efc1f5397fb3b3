using EventPics.Queue.Internal.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventPics.Queue;

/// <summary>Adds the queue to a host.</summary>
public static class UploadQueueBuilderExtensions
{
    /// <summary>
    /// Registers an <see cref="UploadQueue"/> that sends while the host runs; for a named account it is a keyed service. Called again for the
    /// same account, it sets further options of the same queue.
    /// </summary>
    /// <param name="builder">The builder that <c>AddEventPics</c> returned.</param>
    /// <param name="configure">Sets options.</param>
    /// <returns>The same builder.</returns>
    public static EventPicsBuilder AddUploadQueue(this EventPicsBuilder builder, Action<UploadQueueOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (!services.Any(service => service.ServiceType == typeof(UploadQueue) && Equals(service.ServiceKey, builder.Name)))
        {
            Register(services, builder.Name);
        }

        if (configure is not null)
        {
            // Without a name, the options would apply to every account.
            services.Configure(builder.Name ?? Options.DefaultName, configure);
        }

        return builder;
    }

    private static void Register(IServiceCollection services, string? name)
    {
        if (name is null)
        {
            services.AddOptions<UploadQueueOptions>();
            services.AddSingleton(provider => Create(provider, provider.GetRequiredService<EventPicsClient>(), name));
            services.AddSingleton<IHostedService>(provider => CreateService(provider, provider.GetRequiredService<UploadQueue>(), name));
        }
        else
        {
            services.Configure<UploadQueueOptions>(name, options => options.AccountName = name);
            services.AddKeyedSingleton(name, (provider, _) => Create(provider, provider.GetRequiredKeyedService<EventPicsClient>(name), name));
            services.AddSingleton<IHostedService>(provider => CreateService(provider, provider.GetRequiredKeyedService<UploadQueue>(name), name));
        }
    }

    private static UploadQueue Create(IServiceProvider provider, EventPicsClient client, string? name) =>
        new(client, provider.GetRequiredService<IOptionsMonitor<UploadQueueOptions>>().Get(name), provider.GetService<ILoggerFactory>());

    private static UploadQueueService CreateService(IServiceProvider provider, UploadQueue queue, string? name) =>
        new(queue, provider.GetService<IOptionsMonitor<EventPicsClientOptions>>(), name);
}
