using EventPics.Cli.Context;

namespace EventPics.Cli.Checks;

/// <summary>Calls the service twice with the API key: its events and the time of a call, or what failed.</summary>
internal sealed record AccountProbe(IReadOnlyList<EventPicsEvent>? Events, TimeSpan CallTime)
{
    /// <summary>Why the service could not check the key.</summary>
    public ConnectionFailure? Failure { get; private init; }

    /// <summary>What is wrong with the key itself.</summary>
    public string? KeyProblem { get; private init; }

    public static async Task<AccountProbe> RunAsync(CommandContext context)
    {
        try
        {
            using var client = context.CreateQuickClient();
            var events = await client.GetEventsAndAlbumsAsync(context.StoppingToken).ConfigureAwait(false);

            // The second call reuses the connection, as most uploads do.
            var start = context.Time.GetTimestamp();
            await client.GetEventsAndAlbumsAsync(context.StoppingToken).ConfigureAwait(false);
            return new AccountProbe(events, context.Time.GetElapsedTime(start));
        }
        catch (EventPicsException e) when (e.Error != EventPicsError.ApiKeyRejected)
        {
            return new AccountProbe(null, TimeSpan.Zero) { Failure = new ConnectionFailure(e.Error, e.StatusCode) };
        }
        catch (Exception e) when (e is EventPicsException or CommandException)
        {
            return new AccountProbe(null, TimeSpan.Zero) { KeyProblem = UserError.FromException(e, context.Texts).Message };
        }
    }
}
