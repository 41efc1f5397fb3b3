using EventPics.Queue.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue;

/// <summary>Adds the queue to a host.</summary>
public static class UploadQueueBuilderExtensions
{
    /// <summary>Registers an <see cref="UploadQueue"/> that sends while the host runs; for a named account it is a keyed service.</summary>
    /// <param name="builder">What <c>AddEventPics</c> returned.</param>
    /// <param name="configure">Sets options.</param>
    /// <returns>The same builder.</returns>
    public static EventPicsBuilder AddUploadQueue(this EventPicsBuilder builder, Action<UploadQueueOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Name is { } name)
        {
            builder.Services.AddKeyedSingleton(name, (services, _) => Create(services, services.GetRequiredKeyedService<EventPicsClient>(name), name, configure));
            builder.Services.AddSingleton<IHostedService>(services => new UploadQueueService(services.GetRequiredKeyedService<UploadQueue>(name)));
        }
        else
        {
            builder.Services.AddSingleton(services => Create(services, services.GetRequiredService<EventPicsClient>(), null, configure));
            builder.Services.AddSingleton<IHostedService>(services => new UploadQueueService(services.GetRequiredService<UploadQueue>()));
        }

        return builder;
    }

    private static UploadQueue Create(IServiceProvider services, EventPicsClient client, string? name, Action<UploadQueueOptions>? configure)
    {
        UploadQueueOptions options = new();
        options.AccountName = name ?? options.AccountName;
        configure?.Invoke(options);
        return new UploadQueue(client, options, services.GetService<ILoggerFactory>());
    }
}
