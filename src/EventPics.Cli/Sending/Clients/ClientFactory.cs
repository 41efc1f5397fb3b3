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
    /// <param name="context">The command's context.</param>
    /// <param name="limit">The bandwidth limit; <see langword="null"/> for none.</param>
    /// <param name="waitsForKey">Whether the session starts without an API key, and uses the stored one as soon as there is one.</param>
    /// <returns>The client, and what must be disposed after it.</returns>
    /// <exception cref="CommandException">There is no usable API key, and the session can't wait for one.</exception>
    public static (EventPicsClient Client, IDisposable? Owner) CreateForSession(
        CommandContext context, BandwidthSchedule? limit, bool waitsForKey) =>
        waitsForKey
            ? (new KeyRotatingClient(context, limit), null)
            : Create(context, limit is null ? null : new BandwidthThrottle(limit, context.Time), context.ClientOptions().ApiKey);
}
