using EventPics.Internal.Http;
using EventPics.Internal.Validation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventPics;

/// <summary>Extension methods that register the client with a host's services.</summary>
public static class EventPicsServiceCollectionExtensions
{
    private const string HttpClientName = "EventPics";

    /// <summary>Registers <see cref="EventPicsClient"/> for an API key.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="apiKey">The personal API key.</param>
    /// <returns>A builder to configure the client further.</returns>
    public static EventPicsBuilder AddEventPics(this IServiceCollection services, string apiKey) =>
        services.AddEventPics(options => options.ApiKey = apiKey);

    /// <summary>Registers <see cref="EventPicsClient"/>; the options are validated when the host starts.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>A builder to configure the client further.</returns>
    public static EventPicsBuilder AddEventPics(this IServiceCollection services, Action<EventPicsClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, name: null, options => options.Configure(configure));
    }

    /// <summary>Registers <see cref="EventPicsClient"/>; the options are validated when the host starts.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section with the options, such as <c>configuration.GetSection("EventPics")</c>.</param>
    /// <returns>A builder to configure the client further.</returns>
    public static EventPicsBuilder AddEventPics(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        return Add(services, name: null, options => options.Bind(section));
    }

    /// <summary>Registers one of several accounts: <see cref="EventPicsClient"/> becomes a keyed service under its name.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The account's name.</param>
    /// <param name="apiKey">The personal API key.</param>
    /// <returns>A builder to configure the client further.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static EventPicsBuilder AddEventPics(this IServiceCollection services, string name, string apiKey) =>
        services.AddEventPics(name, options => options.ApiKey = apiKey);

    /// <summary>Registers one of several accounts: <see cref="EventPicsClient"/> becomes a keyed service under its name.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The account's name.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>A builder to configure the client further.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static EventPicsBuilder AddEventPics(this IServiceCollection services, string name, Action<EventPicsClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, name, options => options.Configure(configure));
    }

    /// <summary>Registers one of several accounts: <see cref="EventPicsClient"/> becomes a keyed service under its name.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The account's name.</param>
    /// <param name="section">The section with the options.</param>
    /// <returns>A builder to configure the client further.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static EventPicsBuilder AddEventPics(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(section);
        return Add(services, name, options => options.Bind(section));
    }

    private static EventPicsBuilder Add(IServiceCollection services, string? name, Action<OptionsBuilder<EventPicsClientOptions>> configure)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<EventPicsClientOptions>, ClientOptionsValidator>());
        configure(services.AddOptionsWithValidateOnStart<EventPicsClientOptions>(name));

        var httpClientName = name is null ? HttpClientName : $"{HttpClientName}:{name}";
        var httpClient = services.AddHttpClient(httpClientName);

        // A second call for the same account adds options. It must not clear the handlers that the host has added since.
        if (!services.Any(service => service.ServiceType == typeof(EventPicsClient) && Equals(service.ServiceKey, name)))
        {
            Configure(httpClient, name);
            services.Add(name is null
                ? ServiceDescriptor.Singleton(provider => Create(provider, httpClientName, name))
                : ServiceDescriptor.KeyedSingleton(name, (provider, _) => Create(provider, httpClientName, name)));
        }

        return new EventPicsBuilder(services, httpClient, name);
    }

    // The factory's own loggers would log the path of an upload URL, and its handler rotation is not needed: the pool renews its connections.
    private static void Configure(IHttpClientBuilder httpClient, string? name) =>
        httpClient
            .ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => HttpTransport.CreateHandler(OptionsOf(provider, name)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // Handlers that the host adds to all its clients are made for short calls: their total timeout would abort an upload in progress.
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear())
            .RemoveAllLoggers();

    private static EventPicsClient Create(IServiceProvider provider, string httpClientName, string? name)
    {
        var options = OptionsOf(provider, name);
        var http = CallerHttpClientGuard.CheckSettings(provider.GetRequiredService<IHttpClientFactory>().CreateClient(httpClientName), options);
        var client = new EventPicsClient(http, options, provider.GetService<ILogger<EventPicsClient>>(), ownsTransport: true);

        // A key that changes in the configuration takes effect without a restart. The monitor has already validated it.
        provider.GetRequiredService<IOptionsMonitor<EventPicsClientOptions>>().OnChange((changed, changedName) =>
        {
            if ((changedName ?? Options.DefaultName) == (name ?? Options.DefaultName))
            {
                client.UpdateApiKey(changed.ApiKey);
            }
        });
        return client;
    }

    private static EventPicsClientOptions OptionsOf(IServiceProvider provider, string? name) =>
        provider.GetRequiredService<IOptionsMonitor<EventPicsClientOptions>>().Get(name);
}
