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

    /// <summary>The client's HttpClient, to add message handlers, and to adjust or replace the primary one.</summary>
    /// <remarks>
    /// Of the handlers that the host configures for all its HttpClients, the primary one is used as it is; the others are left out, since a
    /// timeout of theirs would abort uploads. A <c>ConnectCallback</c> of the host should return a
    /// <see cref="System.Net.Sockets.NetworkStream"/>, so that an upload into the local network can still be rejected. One that
    /// connects through a proxy in the local network must wrap it in another stream, since uploads would be rejected because of the proxy's
    /// address; <see cref="EventPicsClientOptions.Proxy"/> needs no callback. A handler that replaces the primary one must not follow
    /// redirects.
    /// </remarks>
    public IHttpClientBuilder HttpClient { get; }

    /// <summary>The account's name, under which the client is a keyed service; <see langword="null"/> for the only account.</summary>
    public string? Name { get; }
}
