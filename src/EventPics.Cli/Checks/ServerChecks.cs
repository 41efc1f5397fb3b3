using System.Net;
using System.Net.Sockets;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;

namespace EventPics.Cli.Checks;

/// <summary>The checks that need the network: connection, certificate, clock, key, event, speed.</summary>
internal sealed class ServerChecks(CommandContext context, CheckSettings settings)
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(2);

    // From here on, photos end up on the wrong day.
    private static readonly TimeSpan ClockLimit = TimeSpan.FromDays(1);

    private Texts Texts => context.Texts;

    public async IAsyncEnumerable<Finding> RunAsync()
    {
        var (probe, failure) = await ProbeAsync().ConfigureAwait(false);
        var account = probe is null ? null : await AccountProbe.RunAsync(context).ConfigureAwait(false);
        failure ??= account?.Failure;

        // The clock and certificate of a login page or proxy prove nothing about the server.
        probe = failure is { Error: EventPicsError.CaptivePortal } or { Status: HttpStatusCode.ProxyAuthenticationRequired } ? null : probe;
        yield return failure is not null
            ? new Finding(DoctorChecks.Network, CheckResult.Bad, Texts.NoServer(context.BaseAddress.Host, failure.Describe(Texts)))
            : new Finding(DoctorChecks.Network, CheckResult.Ok, Texts.ServerReached(context.BaseAddress.Host));
        yield return probe is null ? WithoutNetwork(DoctorChecks.Tls) : Tls(probe);
        yield return probe is null ? WithoutNetwork(DoctorChecks.Clock) : Clock(probe);
        if (account?.Events is not { } events)
        {
            yield return account?.KeyProblem is { } why ? new Finding(DoctorChecks.Key, CheckResult.Bad, why) : KeyOnly();
            yield return failure is null ? WithoutKey(DoctorChecks.Event) : WithoutNetwork(DoctorChecks.Event);
            yield return failure is null ? WithoutKey(DoctorChecks.Speed) : WithoutNetwork(DoctorChecks.Speed);
            yield break;
        }

        new EventCache(context.DataDirectory, context.BaseAddress).Save(events);
        yield return new Finding(DoctorChecks.Key, CheckResult.Ok, Texts.KeyFine(events.Count));
        var (finding, destination) = Event(events);
        yield return finding;
        yield return await SpeedAsync(destination, account.CallTime).ConfigureAwait(false);
    }

    private async Task<(ServerProbe? Probe, ConnectionFailure? Failure)> ProbeAsync()
    {
        try
        {
            return (await ServerProbe.RunAsync(context.BaseAddress, context.Time, context.StoppingToken).ConfigureAwait(false), null);
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or OperationCanceledException
            && !context.StoppingToken.IsCancellationRequested)
        {
            return (null, new ConnectionFailure(Kind(e), (e as HttpRequestException)?.StatusCode));
        }
    }

    private static EventPicsError Kind(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => EventPicsError.UntrustedConnection,
        OperationCanceledException => EventPicsError.Timeout,
        _ => EventPicsError.Network,
    };

    private Finding WithoutNetwork(string check) => new(check, CheckResult.Unchecked, Texts.NeedsNetwork);

    private Finding WithoutKey(string check) => new(check, CheckResult.Unchecked, Texts.NeedsKey);

    private Finding KeyOnly() => context.ApiKeyStore.Read() is null
        ? new Finding(DoctorChecks.Key, CheckResult.Bad, Texts.NoApiKey)
        : new Finding(DoctorChecks.Key, CheckResult.Unchecked, Texts.KeyPresentUnchecked);

    private Finding Tls(ServerProbe probe)
    {
        if (probe.Protocol is not { } protocol)
        {
            return new Finding(DoctorChecks.Tls, CheckResult.Ok, Texts.NoTlsOnLoopback);
        }

        var ends = probe.CertificateEnds ?? DateTime.MaxValue;
        return new Finding(DoctorChecks.Tls, CheckResult.Ok, Texts.TlsFine(
            protocol.ToString().Replace("Tls", "TLS ", StringComparison.Ordinal).Insert(5, "."), Texts.Date(ends)));
    }

    private Finding Clock(ServerProbe probe)
    {
        if (probe.ClockAhead is not { } ahead)
        {
            return new Finding(DoctorChecks.Clock, CheckResult.Unchecked, Texts.ServerTimeUnknown);
        }

        var off = ahead.Duration();
        return off <= ClockTolerance
            ? new Finding(DoctorChecks.Clock, CheckResult.Ok, Texts.ClockFine)
            : new Finding(
                DoctorChecks.Clock, off < ClockLimit ? CheckResult.Warning : CheckResult.Bad,
                Texts.ClockOff(Texts.Span(off), ahead > TimeSpan.Zero));
    }

    private async Task<Finding> SpeedAsync(Destination? destination, TimeSpan callTime) =>
        !settings.SpeedTest ? new Finding(
            DoctorChecks.Speed, CheckResult.Unchecked, Texts.SpeedNotMeasured((int)callTime.TotalMilliseconds))
        : destination is null ? new Finding(DoctorChecks.Speed, CheckResult.Unchecked, Texts.NeedsEventToTest)
        : await SpeedTest.RunAsync(context, destination).ConfigureAwait(false);

    private (Finding Finding, Destination? Target) Event(IReadOnlyList<EventPicsEvent> events)
    {
        if (settings.LinkId is not { } linkId)
        {
            return (events.Count > 0 ? new Finding(DoctorChecks.Event, CheckResult.Unchecked, Texts.NoEventGiven) : new Finding(
                DoctorChecks.Event, CheckResult.Warning, Texts.NoEvents), null);
        }

        try
        {
            var destination = DestinationResolver.Resolve(events, linkId, settings.Album, Texts);
            return (new Finding(DoctorChecks.Event, CheckResult.Ok, Texts.EventFine(Texts.Place(destination))), destination);
        }
        catch (CommandException e)
        {
            return (new Finding(DoctorChecks.Event, CheckResult.Bad, e.Message), null);
        }
    }
}
