using System.Net;
using EventPics;
using Recipes.Support;

namespace Recipes;

/// <summary>All connections go through the proxy of a company or a hotel.</summary>
internal static class UploadThroughProxy
{
    public static async Task RunAsync(RecipeContext context)
    {
        await using var proxy = await LocalProxy.StartAsync();
        await UploadInHostAsync(context, proxy.Address);
        Console.WriteLine($"Requests through the proxy, with a host: {proxy.RequestCount}");

        await using var other = await LocalProxy.StartAsync();
        await UploadAsync(context, other.Address);
        Console.WriteLine($"Requests through the proxy, without a host: {other.RequestCount}");
    }

    private static async Task UploadInHostAsync(RecipeContext context, string proxyAddress)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(context.Configuration);
        builder.Configuration["Proxy"] = proxyAddress;

        #region proxy-host
        builder.Services.AddEventPics(); // the key and all other options from the configuration
        builder.Services.Configure<EventPicsClientOptions>(options =>
            options.Proxy = new WebProxy(builder.Configuration["Proxy"]) { Credentials = CredentialCache.DefaultNetworkCredentials });
        #endregion

        using var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<EventPicsClient>().UploadAsync(context.LinkId, context.Photos[0], context.AlbumId);
        await host.StopAsync();
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
