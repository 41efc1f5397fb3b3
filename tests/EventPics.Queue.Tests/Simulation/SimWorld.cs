using EventPics.Queue.Internal;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Simulation;

#pragma warning disable CA1001 // What it would dispose holds nothing but memory.
#pragma warning disable CA5394 // Seeded on purpose: the same seed is the same evening.

/// <summary>One evening at a venue: a booth that crashes, a line that fails, a clock that jumps, people who change their minds. All of it follows from the seed.</summary>
internal sealed partial class SimWorld : IUploadLog, ISpool
{
    /// <summary>What was under way when a person changed something may still be heard of for so long.</summary>
    private static readonly TimeSpan Hearing = TimeSpan.FromSeconds(2);

    private readonly int _seed;
    private readonly Random _random;
    private readonly List<string> _trace = [];
    private readonly SimService _service;
    private readonly SimPeople _people;
    private readonly Diagnostics _counters = new("simulation", () => (0, 0));
    private readonly Dictionary<string, ChangePulse.Watch> _waiters = new(StringComparer.Ordinal);
    private ChangePulse _pulse = new();
    private SimStorage? _storage;
    private UploadWorker? _worker;
    private long _heldUntil;
    private int _jobs;

    public SimWorld(int seed)
    {
        _seed = seed;
        _random = new Random(seed);
        _service = new SimService(this);
        _people = new SimPeople(this, _random);
        Photos = [.. Enumerable.Range(0, 1 + _random.Next(12)).Select(number => new SimPhoto(number))];
        FaultRate = _random.Next(3) * 0.15;
        CrashRate = _random.Next(3) * 0.02;
        LogFaultRate = _random.Next(4) * 0.1;
        StrayRate = _random.Next(3) * 0.05;
        ReuseRate = _random.Next(3) * 0.15;
        UrlLife = TimeSpan.FromSeconds(_random.Next(2) == 0 ? 300 : 5);
        Refuses = _random.Next(4) == 0;
        IsCreateOnly = _random.Next(4) == 0;
        Cursed = _random.Next(4) == 0 ? Photos[_random.Next(Photos.Count)].File : null;
    }

    public SimClock Clock { get; } = new();

    public MemoryStorage Disk { get; } = new();

    public IReadOnlyList<SimPhoto> Photos { get; }

    public double FaultRate { get; }

    public double CrashRate { get; }

    public double LogFaultRate { get; }

    /// <summary>Refusals that mean nothing.</summary>
    public double StrayRate { get; }

    /// <summary>How often the service issues an upload URL that leads to an object it issued before.</summary>
    public double ReuseRate { get; }

    public TimeSpan UrlLife { get; }

    /// <summary>Whether the storage sometimes refuses good upload URLs.</summary>
    public bool Refuses { get; }

    /// <summary>Whether the storage refuses to replace an object.</summary>
    public bool IsCreateOnly { get; }

    /// <summary>A photo that is refused all evening, as by a filter that dislikes its name.</summary>
    public string? Cursed { get; }

    public IReadOnlyList<string> Log => _trace;

    public IEnumerable<UploadJob> Rows => Disk.Rows;

    /// <summary>Whether another program holds the database.</summary>
    public bool IsHeld => Clock.Ticks < _heldUntil;

    /// <summary>A photo that ended in this run of the program without those who wait hearing of it.</summary>
    public string? UnheardWaiter => _waiters.FirstOrDefault(pair => !pair.Value.ChangedAsync(CancellationToken.None).IsCompleted).Key;

    public bool Chance(double probability) => !_isCalm && _random.NextDouble() < probability;

    public TimeSpan Delay(int milliseconds) => TimeSpan.FromMilliseconds(1 + _random.Next(milliseconds));

    public void Trace(string what) => _trace.Add($"{Clock.Ticks / TimeSpan.TicksPerMillisecond} {what}");

    public bool DiesNow() => Chance(CrashRate);

    /// <summary>The process ends here; another takes over a while later.</summary>
    public void Crash()
    {
        _service.Forget();
        _storage?.Kill();
        _worker = null;
        _waiters.Clear();
        Clock.After(Delay(Chance(0.3) ? 20_000 : 1_000), Boot);
    }

    /// <summary>Runs the evening, then a calm night in which all must arrive.</summary>
    public void Run()
    {
        Boot();
        foreach (var photo in Photos)
        {
            Clock.After(Delay(60_000), () =>
            {
                if (photo.Lanes.Count == 0)
                {
                    Enqueue(photo, _people.AnyLane());
                }
            });
        }

        for (var n = _random.Next(5); n > 0; n--)
        {
            Clock.After(Delay(120_000), Trouble);
        }

        for (var n = _random.Next(8); n > 0; n--)
        {
            Clock.After(TimeSpan.FromSeconds(5) + Delay(150_000), _people.Act);
        }

        Random dice = new(_seed);
        for (var n = _seed % 2 == 0 ? dice.Next(14) : 0; n > 0; n--)
        {
            Clock.After(TimeSpan.FromSeconds(5) + TimeSpan.FromMilliseconds(dice.Next(150_000)), () => _people.ActMore(dice));
        }

        StepUntil(TimeSpan.FromMinutes(4), static () => false);
        _isCalm = true;
        (_outageUntil, _heldUntil, Clock.WallOffset) = (0, 0, TimeSpan.Zero);
        Trace("calm");
        Disk.RetryAsync(null); // What the storage refused by mistake waited for a person.
        _pulse.Beat(job: null);
        _worker?.Hurry(networkOnly: false);
        StepUntil(TimeSpan.FromHours(8), () => _worker is { IsIdle: true } && Rows.All(row => row.IsSettled));
    }

    /// <summary>The sender looks at what another process changed.</summary>
    public void Hear()
    {
        if (_worker is { } worker)
        {
            _ = worker.CancelLostAsync();
            worker.Wake();
        }

        _pulse.Beat(job: null);
    }

    /// <summary>Whether it was added.</summary>
    public bool Enqueue(SimPhoto photo, Lane lane, bool unlessElsewhere = false)
    {
        Trace($"enqueue {photo.File} for {lane.Key}");
        var (kept, added) = Disk.AddAsync(Describe(photo, lane) with { UnlessElsewhere = unlessElsewhere }).GetAwaiter().GetResult();
        if (!added)
        {
            return false;
        }

        photo.Lanes.Add(lane.Key);
        photo.ChangedAt = Clock.Ticks;
        if (_worker is not null)
        {
            _waiters[kept!.Id] = _pulse.Begin(kept.Id);
            _worker.Wake();
        }

        return true;
    }

    public UploadJob Describe(SimPhoto photo, Lane lane) => new()
    {
        Id = $"id{_jobs++}",
        LinkId = lane.LinkId,
        AlbumId = lane.AlbumId,
        FileName = photo.File,
        ContentType = "image/jpeg",
        Length = 10,
        Sha256 = photo.Sha256,
        EnqueuedAt = Clock.GetUtcNow(),
        IsLarge = _random.Next(6) == 0,
    };

    public Task<(string? Damage, long Stamp)> CheckAsync(UploadJob job, bool byHash) => Task.FromResult<(string?, long)>((null, 1));

    public UploadContent Open(UploadJob job) => UploadContent.FromBytes(System.Text.Encoding.UTF8.GetBytes(job.FileName));

    public bool IsUntouched(UploadJob job) => true;

    public void Discard(string id)
    {
        if (!Rows.Any(row => row.Id == id && row.State is QueuedUploadState.Uploaded or QueuedUploadState.Removed))
        {
            throw new InvalidOperationException($"The bytes of {id} are deleted before its row says that they arrived.");
        }
    }

    void IUploadLog.Started(UploadJob job)
    {
    }

    void IUploadLog.Uploaded(UploadJob job)
    {
    }

    private void StepUntil(TimeSpan limit, Func<bool> isOver)
    {
        for (var steps = 0; !isOver() && Clock.Step(limit.Ticks); steps++)
        {
            if (steps > 100_000)
            {
                throw new InvalidOperationException("The evening never ends: something wakes itself without end.");
            }
        }
    }

    private void Boot()
    {
        Trace("boot");
        Disk.RecoverAsync();
        _storage = new SimStorage(Disk, this);
        _pulse = new ChangePulse();
        _waiters.Clear();
        foreach (var row in Rows.Where(row => !row.IsSettled))
        {
            _waiters.Add(row.Id, _pulse.Begin(row.Id));
        }

        Pacer pacer = new(Clock, 4, _random.NextDouble);
        _worker = new UploadWorker(new SendContext(_service, _storage, this, this, pacer, Clock, new SafeLogger(new SimLog(this)), _counters)
        {
            Changed = Changed,
            ChangedMany = () => _pulse.Beat(job: null),
        });
        _worker.Wake();
    }

    private void Changed(UploadJob job, long bytesSent)
    {
        _pulse.Beat(job);
        if (bytesSent == 0 && Chance(LogFaultRate / 10))
        {
            throw new InvalidOperationException("A listener is broken.");
        }
    }

    private void Trouble()
    {
        switch (_random.Next(5))
        {
            case 0:
                Clock.WallOffset = TimeSpan.FromHours(_random.Next(-48, 49));
                Trace($"clock {Clock.WallOffset}");
                break;
            case 1:
                Trace("stop");
                _ = _worker?.DisposeAsync().AsTask();
                Clock.After(TimeSpan.FromSeconds(6), Restart);
                break;
            case 2:
                _heldUntil = Clock.Ticks + Delay(40_000).Ticks;
                Trace("held");
                break;
            default:
                BeginOutage();
                break;
        }
    }

    private void Restart()
    {
        if (_worker is { IsStopping: true })
        {
            _service.Forget();
            _storage?.Kill();
            Boot();
        }
    }
}
