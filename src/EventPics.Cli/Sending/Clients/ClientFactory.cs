using EventPics.Cli.Context;
using EventPics.Cli.Sending.Throttling;

namespace EventPics.Cli.Sending.Clients;

/// <summary>Creates clients that send.</summary>
internal static class ClientFactory
{
    /// <summary>Creates a client for one API key.</summary>
    /// <returns>The client, and what must be disposed after it.</returns>
    /// <exception cref="CommandException">The key is malformed.</exception>
    public static (EventPicsClient Client, IDisposable? Owner) Create(CommandContext context, BandwidthThrottle? throttle, string apiKey) =>
        throttle is null
            ? (context.CreateClient(context.ClientOptions(apiKey)), null)
            : ThrottledClient.Create(context, throttle, apiKey);

    /// <summary>Creates the client of a session.</summary>
    /// <returns>The client, and what must be disposed after it.</returns>
    /// <exception cref="CommandException">There is no usable API key, and the session can't wait for one.</exception>
    public static (EventPicsClient Client, IDisposable? Owner) Create(CommandContext context, SessionSettings settings) =>
        settings.MissingKey == MissingKeyBehavior.WaitForKey
            ? (new KeyRotatingClient(context, settings.BandwidthLimit), null)
            : Create(
                context,
                settings.BandwidthLimit is { } limit ? new BandwidthThrottle(limit, context.Time) : null,
                context.ClientOptions().ApiKey);
}
