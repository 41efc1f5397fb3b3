using System.Net.Sockets;

namespace EventPics.Cli.Internal;

/// <summary>What needs the network: line, certificate, clock, key, event, speed.</summary>
internal sealed class ServerChecks(Shell shell, DoctorWishes wishes)
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(2);

    // From here on capture times would be refused as lying in the future.
    private static readonly TimeSpan ClockLimit = TimeSpan.FromDays(1);

    private Texts Texts => shell.Texts;

    public async IAsyncEnumerable<Finding> RunAsync()
    {
        ServerProbe? probe = null;
        Finding? trouble = null;
        try
        {
            probe = await ServerProbe.RunAsync(shell.BaseAddress, shell.Time, shell.Stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or OperationCanceledException && !shell.Stop.IsCancellationRequested)
        {
            trouble = new Finding(DoctorChecks.Network, Health.Bad, Texts.NoServer(shell.BaseAddress.Host, Texts.Trouble(Kind(e))));
        }

        if (trouble is not null)
        {
            yield return trouble;
            yield return KeyOnly();
            yield break;
        }

        yield return new Finding(DoctorChecks.Network, Health.Ok, Texts.ServerReached(shell.BaseAddress.Host));
        yield return Tls(probe!);
        yield return Clock(probe!);
        await foreach (var finding in AccountAsync().ConfigureAwait(false))
        {
            yield return finding;
        }
    }

    private static EventPicsError Kind(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => EventPicsError.UntrustedConnection,
        OperationCanceledException => EventPicsError.Timeout,
        _ => EventPicsError.Network,
    };

    private Finding KeyOnly() => shell.Keys.Read() is null
        ? new Finding(DoctorChecks.Key, Health.Bad, Texts.NoApiKey)
        : new Finding(DoctorChecks.Key, Health.Warning, Texts.KeyThereButUnchecked);

    private Finding Tls(ServerProbe probe)
    {
        if (probe.Protocol is not { } protocol)
        {
            return new Finding(DoctorChecks.Tls, Health.Ok, Texts.NoTlsOnLoopback);
        }

        var ends = probe.CertificateEnds ?? DateTime.MaxValue;
        return new Finding(DoctorChecks.Tls, Health.Ok, Texts.TlsFine(protocol.ToString().Replace("Tls", "TLS ", StringComparison.Ordinal).Insert(5, "."), Texts.Date(ends)));
    }

    private Finding Clock(ServerProbe probe)
    {
        if (probe.ClockAhead is not { } ahead)
        {
            return new Finding(DoctorChecks.Clock, Health.Warning, Texts.ServerTellsNoTime);
        }

        var off = ahead.Duration();
        return off <= ClockTolerance
            ? new Finding(DoctorChecks.Clock, Health.Ok, Texts.ClockFine)
            : new Finding(DoctorChecks.Clock, off < ClockLimit ? Health.Warning : Health.Bad, Texts.ClockOff(Texts.Span(off), ahead > TimeSpan.Zero));
    }

    private async IAsyncEnumerable<Finding> AccountAsync()
    {
        Finding? trouble = null;
        var events = (IReadOnlyList<EventPicsEvent>)[];
        var callTime = TimeSpan.Zero;
        try
        {
            using var client = shell.CreateQuickClient();
            events = await client.GetEventsAndAlbumsAsync(shell.Stop).ConfigureAwait(false);

            // The second call finds the connection open, as an upload mostly does.
            var start = shell.Time.GetTimestamp();
            await client.GetEventsAndAlbumsAsync(shell.Stop).ConfigureAwait(false);
            callTime = shell.Time.GetElapsedTime(start);
        }
        catch (Exception e) when (e is EventPicsException or ToolException)
        {
            trouble = new Finding(DoctorChecks.Key, Health.Bad, Explanation.Of(e, Texts).Message);
        }

        if (trouble is not null)
        {
            yield return trouble;
            yield break;
        }

        new EventCache(shell.DataDirectory, shell.BaseAddress).Save(events);
        yield return new Finding(DoctorChecks.Key, Health.Ok, Texts.KeyFine(events.Count));
        var (finding, target) = Event(events);
        yield return finding;
        yield return wishes.SpeedTest && target is not null
            ? await SpeedTest.RunAsync(shell, target).ConfigureAwait(false)
            : new Finding(DoctorChecks.Speed, Health.Ok, Texts.CallTime((int)callTime.TotalMilliseconds, Texts.Span(SpeedTest.Prints * callTime)));
    }

    private (Finding Finding, Target? Target) Event(IReadOnlyList<EventPicsEvent> events)
    {
        if (wishes.LinkId is not { } linkId)
        {
            return (new Finding(DoctorChecks.Event, events.Count > 0 ? Health.Ok : Health.Warning, Texts.NoEventAsked), null);
        }

        try
        {
            var target = TargetFinder.Find(events, linkId, wishes.Album, Texts);
            return (new Finding(DoctorChecks.Event, Health.Ok, Texts.EventFine(Texts.Place(target))), target);
        }
        catch (ToolException e)
        {
            return (new Finding(DoctorChecks.Event, Health.Bad, e.Message), null);
        }
    }
}
