using EventPics.Internal.Registration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace EventPics;

/// <summary>Adds the service and the API key to the host's health checks.</summary>
public static class EventPicsHealthCheckExtensions
{
    /// <summary>
    /// Adds a check that lists the account's events, so that it fails when the service can't be reached or rejects the API key. The result
    /// is reused for 30 s; the description says what failed and what to do.
    /// </summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">The status of a failed check; <see langword="null"/> for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to select checks by.</param>
    /// <param name="timeout">How long the check may take; <see langword="null"/> for no limit but the client's own timeouts.</param>
    /// <param name="accountName">The named account that is checked; <see langword="null"/> for the only one.</param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddEventPics(
        this IHealthChecksBuilder builder,
        string name = "eventpics",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null,
        string? accountName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        // All registrations of an account share one check, and thereby its result.
        var key = accountName ?? Options.DefaultName;
        builder.Services.TryAddKeyedSingleton(key, (provider, _) => Create(provider, accountName));
        return builder.Add(new HealthCheckRegistration(
            name, provider => provider.GetRequiredKeyedService<ClientHealthCheck>(key), failureStatus, tags, timeout));
    }

    private static ClientHealthCheck Create(IServiceProvider provider, string? accountName) => new(
        () => accountName is null
            ? provider.GetRequiredService<EventPicsClient>()
            : provider.GetRequiredKeyedService<EventPicsClient>(accountName),
        () => provider.GetRequiredService<IOptionsMonitor<EventPicsClientOptions>>().Get(accountName).TimeProvider);
}
