namespace EventPics.Queue.Internal;

/// <summary>Decides what may be sent when. Does no I/O and starts nothing. Thread-safe.</summary>
internal sealed partial class Pacer(TimeProvider time, int maxConcurrency, Func<double> jitter)
{
    /// <summary>So much can hide in socket buffers; only more proves that the line works.</summary>
    private const long ProvesTheLine = 512 * 1024;

    /// <summary>Every third slot goes to the oldest, so that none starves while new ones keep coming.</summary>
    private const int TurnsPerOldest = 3;

    /// <summary>With more than so many that fail each time, it is the service that fails.</summary>
    private const int MostAvoided = 16;

    private readonly object _lock = new();
    private readonly SteadyClock _clock = new(time);
    private readonly Gate _network = new(time);
    private readonly Gate _account = new(time);
    private readonly Dictionary<string, Gate> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Gate> _puts = new(StringComparer.Ordinal);
    private readonly Suspects _suspects = new();
    private readonly ConcurrencyLimit _limit = new(maxConcurrency);
    private int _running;
    private int _runningLarge;
    private readonly Queue<long> _avoided = new();
    private int _turn;
    private int _turnLarge;

    /// <summary>What the rows' waits are counted by.</summary>
    public DateTimeOffset Now => _clock.Now;

    /// <summary>The question to ask the storage for the next picture, or null when none may start.</summary>
    public ClaimRequest? Next(bool large)
    {
        lock (_lock)
        {
            var hasSlot = large ? _runningLarge == 0 : _running < (_network.IsOpen ? _limit.Current : 1);
            return !hasSlot || !_network.MayEnter ? null : new ClaimRequest
            {
                Now = _clock.Now,
                LongestWait = Backoff.Longest,
                Large = large,
                Oldest = (large ? _turnLarge : _turn) % TurnsPerOldest == TurnsPerOldest - 1,
                Avoid = [.. _avoided],
                OnlyWithLink = !_account.MayEnter,
                ClosedLanes = [.. Closed(_links).Concat(Closed(_puts))],
            };
        }
    }

    public AttemptTicket Start(UploadJob job)
    {
        lock (_lock)
        {
            AttemptTicket ticket = new(job.Lane, job.IsLarge);
            _ = job.IsLarge ? _turnLarge++ : _turn++;
            _ = job.IsLarge ? _runningLarge++ : _running++;
            Enter(ticket, _network);
            if (job.Link is null)
            {
                EnterForLink(ticket);
            }

            return ticket;
        }
    }

    /// <summary>Whether an attempt that brought a stale link may ask for another now.</summary>
    public bool TryEnterForLink(AttemptTicket ticket)
    {
        lock (_lock)
        {
            var key = ticket.Lane.Key;
            if (!_account.MayEnter || _links.TryGetValue(key, out var link) && !link.MayEnter || _puts.TryGetValue(key, out var put) && !put.MayEnter)
            {
                return false;
            }

            EnterForLink(ticket);
            return true;
        }
    }

    public void LinkIssued(AttemptTicket ticket)
    {
        lock (_lock)
        {
            _account.Succeed();
            Succeed(_links, ticket.Lane);
            Contacted();
        }
    }

    /// <summary>True when that opened the line for others.</summary>
    public bool Moved(AttemptTicket ticket, long bytes)
    {
        lock (_lock)
        {
            ticket.Moved += bytes;
            if (_network.IsOpen || ticket.Moved < ProvesTheLine || !ticket.Probes.Contains(_network))
            {
                return false;
            }

            _network.Succeed();
            return true;
        }
    }

    public void Succeeded(AttemptTicket ticket, string id, bool backlog, double bytesPerSecond)
    {
        lock (_lock)
        {
            _network.Succeed();
            Contacted();
            _suspects.Passed(id, ticket.Lane);
            Succeed(_puts, ticket.Lane);
            _limit.Succeeded(backlog, bytesPerSecond);
            _avoided.Clear();
            Leave(ticket);
        }
    }

    /// <summary>The attempt ended without telling anything about the world: it was stopped, or the job was gone.</summary>
    public void Abandoned(AttemptTicket ticket)
    {
        lock (_lock)
        {
            Leave(ticket);
        }
    }

    /// <summary>Lets every closed gate probe at once: the network changed, or a person asked.</summary>
    public void Hurry(bool networkOnly)
    {
        lock (_lock)
        {
            foreach (var gate in networkOnly ? [_network] : AllGates())
            {
                gate.Hurry();
            }
        }
    }

    private void EnterForLink(AttemptTicket ticket)
    {
        Enter(ticket, _account);
        Enter(ticket, GateOf(_links, ticket.Lane));
        Enter(ticket, GateOf(_puts, ticket.Lane));
    }

    private static void Enter(AttemptTicket ticket, Gate gate)
    {
        if (gate.Enter())
        {
            ticket.Probes.Add(gate);
        }
    }

    private void Leave(AttemptTicket ticket)
    {
        if (ticket.HasLeft)
        {
            return;
        }

        ticket.HasLeft = true;
        _ = ticket.IsLarge ? _runningLarge-- : _running--;
        foreach (var gate in ticket.Probes)
        {
            gate.LeaveProbe();
        }
    }

    private IEnumerable<Gate> AllGates() => [_network, _account, .. _links.Values, .. _puts.Values];

    private static IEnumerable<string> Closed(Dictionary<string, Gate> gates) => gates.Where(pair => !pair.Value.MayEnter).Select(pair => pair.Key);

    /// <summary>A gate that works is as good as none, and every question looks at all there are: in a season an app sees thousands of albums.</summary>
    private static void Succeed(Dictionary<string, Gate> gates, Lane lane)
    {
        if (gates.TryGetValue(lane.Key, out var gate))
        {
            gate.Succeed(); // A probe of it may still be under way.
            gates.Remove(lane.Key);
        }
    }

    private Gate GateOf(Dictionary<string, Gate> gates, Lane lane)
    {
        if (!gates.TryGetValue(lane.Key, out var gate))
        {
            gates.Add(lane.Key, gate = new Gate(time));
        }

        return gate;
    }
}
