using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EventPics.Internal.Registration;

/// <summary>Lists the events of an account. Probes come often and from several places, so the result is reused for a while.</summary>
internal sealed class ClientHealthCheck(Func<EventPicsClient> getClient, Func<TimeProvider> getTimeProvider) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _listing = new(1);
    private Listing? _latest;
    private long _listedAt;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _listing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var time = getTimeProvider();
            if (_latest is null || time.GetElapsedTime(_listedAt) >= MaxAge)
            {
                _latest = await ListAsync(getClient(), cancellationToken).ConfigureAwait(false);
                _listedAt = time.GetTimestamp();
            }

            return ToResult(_latest, context.Registration.FailureStatus);
        }
        finally
        {
            _listing.Release();
        }
    }

    public void Dispose() => _listing.Dispose();

    private static async Task<Listing> ListAsync(EventPicsClient client, CancellationToken cancellationToken)
    {
        try
        {
            // One retry, so that a single lost request is not reported for half a minute; a probe does not wait for more. A mock has no
            // such client.
            var events = await (client.WithMaxRetries(1) ?? client).GetEventsAndAlbumsAsync(cancellationToken).ConfigureAwait(false);
            return new(events.Count, Error: null);
        }
        catch (EventPicsException e)
        {
            return new(Events: 0, e);
        }
    }

    private static HealthCheckResult ToResult(Listing listing, HealthStatus failure) => listing.Error is { } error
        ? new(failure, error.Message, error, new Dictionary<string, object>(StringComparer.Ordinal) { ["error"] = error.Error.ToString() })
        : new(
            HealthStatus.Healthy,
            "The service accepts the API key. Number of events: " + listing.Events.ToString(CultureInfo.InvariantCulture),
            exception: null,
            new Dictionary<string, object>(StringComparer.Ordinal) { ["events"] = listing.Events });

    private sealed record Listing(int Events, EventPicsException? Error);
}
