using EventPics.Internal.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EventPics.Internal.Registration;

/// <summary>Registers one account's client and its HttpClient.</summary>
internal static class ClientRegistration
{
    /// <summary>Registers an account once: a second call must not clear the handlers that the host has added since.</summary>
    /// <returns>Whether it is the first call for this account.</returns>
    public static bool TryAdd(IServiceCollection services, IHttpClientBuilder httpClient, string? name)
    {
        // A key of its own: the same services may be keyed by the name of an account.
        var key = httpClient.Name;

        // A client that the host registered itself, such as a mock in a test, stays the one in use.
        services.TryAdd(name is null
            ? ServiceDescriptor.Singleton(provider => Create(provider, key, name))
            : ServiceDescriptor.KeyedSingleton(name, (provider, _) => Create(provider, key, name)));
        if (services.Any(service => service.ServiceType == typeof(PrimaryHandler) && Equals(service.ServiceKey, key)))
        {
            return false;
        }

        services.AddKeyedSingleton<PrimaryHandler>(key);
        services.AddKeyedSingleton(key, (provider, _) => new ApiKeyRotation(
            provider.GetRequiredService<IOptionsMonitor<EventPicsClientOptions>>(),
            provider.GetServices<IOptionsChangeTokenSource<EventPicsClientOptions>>(),
            new(
                provider.GetServices<IConfigureOptions<EventPicsClientOptions>>(),
                provider.GetServices<IPostConfigureOptions<EventPicsClientOptions>>()),
            LoggerOf(provider),
            name));
        Configure(httpClient, name);
        return true;
    }

    // The factory's own loggers would log the path of an upload URL, and its handler rotation is not needed: the pool renews its
    // connections.
    private static void Configure(IHttpClientBuilder httpClient, string? name)
    {
        var key = httpClient.Name;
        httpClient
            .ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigureAdditionalHttpMessageHandlers(RemoveDefaults)
            .RemoveAllLoggers();
        httpClient.Services.Configure<HttpClientFactoryOptions>(key, options => options.HttpMessageHandlerBuilderActions.Insert(
            0, builder => builder.Services.GetRequiredKeyedService<PrimaryHandler>(key)
                .Create(builder, OptionsOf(builder.Services, name))));
        httpClient.Services.PostConfigure<HttpClientFactoryOptions>(key, options => options.HttpMessageHandlerBuilderActions.Add(
            builder => builder.Services.GetRequiredKeyedService<PrimaryHandler>(key).Complete(builder, LoggerOf(builder.Services))));
    }

    // Handlers that the host adds to all its clients are made for short calls: their total timeout would abort an upload in progress.
    private static void RemoveDefaults(IList<DelegatingHandler> handlers, IServiceProvider provider)
    {
        if (handlers.Count > 0)
        {
            Log.DefaultHandlersRemoved(
                LoggerOf(provider),
                string.Join(", ", handlers.Select(handler => handler.GetType().Name)));
            handlers.Clear();
        }
    }

    private static EventPicsClient Create(IServiceProvider provider, string key, string? name)
    {
        var options = OptionsOf(provider, name);
        var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(key);
        var isOwn = provider.GetRequiredKeyedService<PrimaryHandler>(key).IsOwn;
        var client = new EventPicsClient(
            isOwn ? CallerHttpClientGuard.CheckSettings(http, options) : CallerHttpClientGuard.Check(http, options),
            options,
            provider.GetService<ILogger<EventPicsClient>>(),
            ownsTransport: isOwn);
        provider.GetRequiredKeyedService<ApiKeyRotation>(key).Follow(client, options.ApiKey);
        return client;
    }

    private static ILogger<EventPicsClient> LoggerOf(IServiceProvider provider) =>
        provider.GetService<ILogger<EventPicsClient>>() ?? NullLogger<EventPicsClient>.Instance;

    private static EventPicsClientOptions OptionsOf(IServiceProvider provider, string? name) =>
        provider.GetRequiredService<IOptionsMonitor<EventPicsClientOptions>>().Get(name);
}
