using EventPics.Cli.Context;
using EventPics.Cli.Model;
using Microsoft.Extensions.DependencyInjection;

namespace EventPics.Cli.Sending.Throttling;

/// <summary>
/// A client whose uploads keep to a bandwidth limit. It is registered as in a host, so that the package still manages its connections.
/// </summary>
internal static class ThrottledClient
{
    public static (EventPicsClient Client, IDisposable Owner) Create(CommandContext context, BandwidthThrottle throttle, string apiKey)
    {
        var services = new ServiceCollection();
        services.AddSingleton(context.Loggers);
        services.AddLogging();
        services
            .AddEventPics(options => context.Configure(options, apiKey))
            .HttpClient.AddHttpMessageHandler(() => new Handler(throttle));
        var provider = services.BuildServiceProvider();
        try
        {
            return (provider.GetRequiredService<EventPicsClient>(), provider);
        }
        catch (Exception e) when (e is ArgumentException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            provider.Dispose();
            throw new CommandException(ExitCodes.ApiKey, context.Texts.MalformedApiKey, e.Message, e);
        }
    }

    private sealed class Handler(BandwidthThrottle throttle) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Put && request.Content is { } content)
            {
                request.Content = new ThrottledContent(content, throttle);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
