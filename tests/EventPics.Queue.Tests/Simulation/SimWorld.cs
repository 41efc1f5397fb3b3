using EventPics.Queue.Internal;
using EventPics.Queue.Internal.Events;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Scheduling;
using EventPics.Queue.Internal.Sending;
using EventPics.Queue.Tests.Support;
using EventPics.Shared;

namespace EventPics.Queue.Tests.Simulation;

#pragma warning disable CA1001 // Its disposable fields own nothing but memory.
#pragma warning disable CA5394 // Reproducible: the same seed gives the same evening.

/// <summary>
/// An evening at a venue: a photobooth that crashes, a connection that fails, a clock that jumps, users who change their minds. Determined by its seed.
/// </summary>
internal sealed partial class SimWorld : IUploadJournal, ISpool
{
    /// <summary>How long after a user's change calls that were already under way may still arrive.</summary>
    private static readonly TimeSpan NotificationDelay = TimeSpan.FromSeconds(2);

    private readonly int _seed;
    private readonly Random _random;
    private readonly List<string> _trace = [];
    private readonly SimService _service;
    private readonly SimPeople _people;
    private static readonly Diagnostics Counters = new("simulation", () => (0, 0));
    private readonly Dictionary<string, ChangeSignal.Subscription> _waiters = new(StringComparer.Ordinal);
    private ChangeSignal _changes = new();
    private SimStorage? _storage;
    private UploadWorker? _worker;
    private long _lockedUntil;
    private int _jobs;

    public SimWorld(int seed)
    {
        _seed = seed;
        _random = new Random(seed);
        _service = new SimService(this);
        _people = new SimPeople(this, _random);
        _keyDice = new Random(-seed);
        _hasKeys = seed % 3 == 0;
        Key = _hasKeys ? "A" : "";
        Photos = [.. Enumerable.Range(0, 1 + _random.Next(12)).Select(number => new SimPhoto(number))];
        FaultRate = _random.Next(3) * 0.15;
        CrashRate = _random.Next(3) * 0.02;
        LogFaultRate = _random.Next(4) * 0.1;
        StrayRate = _random.Next(3) * 0.05;
        ReuseRate = _random.Next(3) * 0.15;
        UrlLifetime = TimeSpan.FromSeconds(_random.Next(2) == 0 ? 300 : 5);
        RejectsUrls = _random.Next(4) == 0;
        IsCreateOnly = _random.Next(4) == 0;
        AlwaysRejected = _random.Next(4) == 0 ? Photos[_random.Next(Photos.Count)].File : null;
    }

    public SimClock Clock { get; } = new();

    public MemoryStorage Disk { get; } = new();

    public IReadOnlyList<SimPhoto> Photos { get; }

    public double FaultRate { get; }

    public double CrashRate { get; }

    public double LogFaultRate { get; }

    /// <summary>How often the service rejects a request for no reason.</summary>
    public double StrayRate { get; }

    /// <summary>How often the service issues an upload URL that leads to an object it issued before.</summary>
    public double ReuseRate { get; }

    public TimeSpan UrlLifetime { get; }

    /// <summary>Whether the storage sometimes rejects valid upload URLs.</summary>
    public bool RejectsUrls { get; }

    /// <summary>Whether the storage rejects an upload that would replace an object.</summary>
    public bool IsCreateOnly { get; }

    /// <summary>A photo that is rejected all evening, as by a filter that matches its name.</summary>
    public string? AlwaysRejected { get; }

    public IReadOnlyList<string> Log => _trace;

    public IEnumerable<QueueJob> Rows => Disk.Rows;

    /// <summary>Whether another program has locked the database.</summary>
    public bool IsDatabaseLocked => Clock.Ticks < _lockedUntil;

    /// <summary>A photo whose pending wait was not completed.</summary>
    public string? UnnotifiedWaiter => _waiters.FirstOrDefault(pair => !pair.Value.WaitAsync(CancellationToken.None).IsCompleted).Key;

    public bool Chance(double probability) => !_isCalm && _random.NextDouble() < probability;

    public TimeSpan Delay(int milliseconds) => TimeSpan.FromMilliseconds(1 + _random.Next(milliseconds));

    public void Trace(string what) => _trace.Add($"{Clock.Ticks / TimeSpan.TicksPerMillisecond} {what}");

    public bool ShouldCrash() => Chance(CrashRate);

    /// <summary>Ends the process; another one starts a while later.</summary>
    public void Crash()
    {
        _service.Forget();
        _storage?.Kill();
        _worker = null;
        _waiters.Clear();
        Clock.After(Delay(Chance(0.3) ? 20_000 : 1_000), Boot);
    }

    /// <summary>Runs the evening, then a night without faults, in which every photo must arrive.</summary>
    public void Run()
    {
        Boot();
        foreach (var photo in Photos)
        {
            Clock.After(Delay(60_000), () =>
            {
                if (photo.Destinations.Count == 0)
                {
                    Enqueue(photo, _people.AnyDestination());
                }
            });
        }

        for (var n = _random.Next(5); n > 0; n--)
        {
            Clock.After(Delay(120_000), InjectFault);
        }

        for (var n = _random.Next(8); n > 0; n--)
        {
            Clock.After(TimeSpan.FromSeconds(5) + Delay(150_000), _people.Act);
        }

        var dice = new Random(_seed);
        for (var n = _seed % 2 == 0 ? dice.Next(14) : 0; n > 0; n--)
        {
            Clock.After(TimeSpan.FromSeconds(5) + TimeSpan.FromMilliseconds(dice.Next(150_000)), () => _people.ActMore(dice));
        }

        ScheduleKeyChanges();
        StepUntil(TimeSpan.FromMinutes(4), static () => false);
        _isCalm = true;
        (_outageUntil, _lockedUntil, Clock.WallOffset) = (0, 0, TimeSpan.Zero);
        Trace("calm");
        Disk.RetryAsync(null); // A user retries the photos that were wrongly rejected.
        _changes.Set(job: null);
        _worker?.RetryNow(networkOnly: false);
        StepUntil(TimeSpan.FromHours(8), () => _worker is { IsIdle: true } && Rows.All(row => row.IsFinished || IsForPerson(row)));
        FinishAdoptions();
    }

    /// <summary>Lets the sender process the changes of another process.</summary>
    public void ProcessExternalChange()
    {
        if (_worker is { } worker)
        {
            _ = worker.CancelLostClaimsAsync();
            worker.Wake();
        }

        _changes.Set(job: null);
    }

    /// <summary>Enqueues a photo. Returns whether it was added.</summary>
    public bool Enqueue(SimPhoto photo, Destination destination, bool unlessElsewhere = false)
    {
        Trace($"enqueue {photo.File} for {destination.Key}");
        var (kept, added) = AddOrTakeOver(Describe(photo, destination) with { UnlessElsewhere = unlessElsewhere });
        if (!added)
        {
            return false;
        }

        photo.Destinations.Add(destination.Key);
        photo.ChangedAt = Clock.Ticks;
        if (_worker is not null)
        {
            _waiters[kept!.Id] = _changes.Subscribe(kept.Id);
            _worker.Wake();
        }

        return true;
    }

    public QueueJob Describe(SimPhoto photo, Destination destination) => new()
    {
        Id = $"id{_jobs++}",
        LinkId = destination.LinkId,
        AlbumId = destination.AlbumId,
        FileName = photo.File,
        ContentType = "image/jpeg",
        Length = 10,
        Sha256 = photo.Sha256,
        EnqueuedAt = Clock.GetUtcNow(),
        IsLarge = _random.Next(6) == 0,
        Account = AccountOfNext(),
    };

    public Task<(string? Damage, long Stamp)> VerifyAsync(QueueJob job, bool byHash) => Task.FromResult<(string?, long)>((null, 1));

    public UploadContent Open(QueueJob job) => UploadContent.FromBytes(System.Text.Encoding.UTF8.GetBytes(job.FileName));

    public bool IsUnchanged(QueueJob job) => true;

    public void Discard(string id)
    {
        if (!Rows.Any(row => row.Id == id && row.State is QueuedUploadState.Uploaded or QueuedUploadState.Removed))
        {
            throw new InvalidOperationException($"The bytes of {id} are deleted before its row is marked as uploaded or removed.");
        }
    }

    void IUploadJournal.RecordStarted(QueueJob job)
    {
    }

    void IUploadJournal.RecordUploaded(QueueJob job)
    {
    }

    private void StepUntil(TimeSpan limit, Func<bool> isOver)
    {
        for (var steps = 0; !isOver() && Clock.Step(limit.Ticks); steps++)
        {
            if (steps > 100_000)
            {
                throw new InvalidOperationException("The evening never ends: something keeps scheduling itself.");
            }
        }
    }

    private void Boot()
    {
        Trace("boot");
        Disk.RecoverAsync();
        _storage = new SimStorage(Disk, this);
        _changes = new ChangeSignal();
        _waiters.Clear();
        foreach (var row in Rows.Where(row => !row.IsFinished))
        {
            _waiters.Add(row.Id, _changes.Subscribe(row.Id));
        }

        var scheduler = new SendScheduler(Clock, 4, _random.NextDouble);
        _worker = new UploadWorker(new SenderServices(_service, _storage, this, this, scheduler, Clock, new SafeLogger(new SimLog(this)), Counters)
        {
            AccountSalt = Salt,
            JobChanged = Changed,
            JobsChanged = () => _changes.Set(job: null),
        });
        _worker.Wake();
    }

    private void Changed(QueueJob job, long bytesSent)
    {
        _changes.Set(job);
        if (bytesSent == 0 && Chance(LogFaultRate / 10))
        {
            throw new InvalidOperationException("The listener failed.");
        }
    }

    private void InjectFault()
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
                _lockedUntil = Clock.Ticks + Delay(40_000).Ticks;
                Trace("database locked");
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
