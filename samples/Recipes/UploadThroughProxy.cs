using System.Net;
using EventPics;
using Microsoft.Extensions.Options;
using Recipes.Support;

namespace Recipes;

/// <summary>All connections go through the proxy of a company or a hotel.</summary>
internal static class UploadThroughProxy
{
    public static async Task RunAsync(RecipeContext context)
    {
        await using var proxy = await LocalProxy.StartAsync();
        await UploadInHostAsync(context, context.Photos[0], proxy.Address);
        Console.WriteLine($"Requests through the proxy, with a host: {proxy.RequestCount}");

        await using var other = await LocalProxy.StartAsync();
        await UploadAsync(context, other.Address);
        Console.WriteLine($"Requests through the proxy, without a host: {other.RequestCount}");

        var ownProxy = await UploadInHostAsync(context, context.Photos[2], proxyAddress: null);
        Console.WriteLine($"The system's proxy, without a setting: {ownProxy is null}");
    }

    private static async Task<IWebProxy?> UploadInHostAsync(RecipeContext context, string photo, string? proxyAddress)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(context.Configuration);
        builder.Configuration["Proxy"] = proxyAddress;

        #region proxy-host
        builder.Services.AddEventPics(); // the key and all other options from the configuration
        if (builder.Configuration["Proxy"] is { Length: > 0 } proxy)
        {
            builder.Services.Configure<EventPicsClientOptions>(options =>
                options.Proxy = new WebProxy(proxy) { Credentials = CredentialCache.DefaultNetworkCredentials });
        }
        #endregion

        using var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<EventPicsClient>().UploadAsync(context.LinkId, photo, context.AlbumId);
        await host.StopAsync();
        return host.Services.GetRequiredService<IOptions<EventPicsClientOptions>>().Value.Proxy;
    }

    private static async Task UploadAsync(RecipeContext context, string proxyAddress)
    {
        var (options, user, password) = (context.Options, "booth", "secret");

        #region proxy
        options.Proxy = new WebProxy(proxyAddress) { Credentials = new NetworkCredential(user, password) };
        using var client = new EventPicsClient(options);
        #endregion

        await client.UploadAsync(context.LinkId, context.Photos[1], context.AlbumId);
    }
}
