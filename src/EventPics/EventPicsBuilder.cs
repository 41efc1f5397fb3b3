using Microsoft.Extensions.DependencyInjection;

namespace EventPics;

/// <summary>Configures the client that <c>AddEventPics</c> registered; other packages extend it.</summary>
public sealed class EventPicsBuilder
{
    internal EventPicsBuilder(IServiceCollection services, IHttpClientBuilder httpClient, string? name)
    {
        Services = services;
        HttpClient = httpClient;
        Name = name;
    }

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The client's HttpClient, to add message handlers.</summary>
    public IHttpClientBuilder HttpClient { get; }

    /// <summary>The account's name, under which the client is a keyed service; <see langword="null"/> for the only account.</summary>
    public string? Name { get; }
}
