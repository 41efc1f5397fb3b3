using System.Net;
using EventPics.Queue.Internal;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.Queue.Tests.Simulation;

#pragma warning disable CA1001 // What it would dispose holds nothing but memory.
#pragma warning disable CA5394 // Seeded on purpose: the same seed is the same evening.

/// <summary>One evening at a venue: a booth that crashes, a line that fails, a clock that jumps. All of it follows from the seed.</summary>
internal sealed class SimWorld : IUploadLog, ISpool
{
    private readonly Random _random;
    private readonly MemoryStorage _disk = new();
    private readonly Dictionary<string, (long Until, string File)> _links = new(StringComparer.Ordinal);
    private readonly List<string> _trace = [];
    private readonly SimService _service;
    private readonly Diagnostics _counters = new("simulation", () => (0, 0));
    private SimStorage? _storage;
    private UploadWorker? _worker;
    private long _outageUntil;
    private EventPicsError _outageKind;
    private bool _isCalm;

    public SimWorld(int seed)
    {
        _random = new Random(seed);
        _service = new SimService(this);
        Pictures = 1 + _random.Next(12);
        FaultRate = _random.Next(3) * 0.15;
        CrashRate = _random.Next(3) * 0.02;
        LinkLife = TimeSpan.FromSeconds(_random.Next(2) == 0 ? 300 : 5);
        Refuses = _random.Next(4) == 0;
    }

    public SimClock Clock { get; } = new();

    public int Pictures { get; }

    public double FaultRate { get; }

    public double CrashRate { get; }

    public TimeSpan LinkLife { get; }

    /// <summary>Whether the storage sometimes refuses good links, and links can be lost for reasons other than age.</summary>
    public bool Refuses { get; }

    public int Crashes { get; private set; }

    public bool AnyLinkDied { get; private set; }

    public IReadOnlyList<string> Log => _trace;

    public IEnumerable<UploadJob> Rows => _disk.Rows;

    /// <summary>Objects in the storage, and whose picture is in them.</summary>
    public Dictionary<string, string> Objects { get; } = new(StringComparer.Ordinal);

    public static EventPicsException Failure(EventPicsError error, HttpStatusCode? status = null, TimeSpan? retryAfter = null) =>
        new(error, error.ToString(), isTransient: true, status, retryAfter);

    public bool Chance(double probability) => !_isCalm && _random.NextDouble() < probability;

    public TimeSpan Delay(int milliseconds) => TimeSpan.FromMilliseconds(1 + _random.Next(milliseconds));

    public void Trace(string what) => _trace.Add($"{Clock.Ticks / TimeSpan.TicksPerMillisecond} {what}");

    public bool DiesNow() => Chance(CrashRate);

    /// <summary>The process ends here; another is started a while later.</summary>
    public void Crash()
    {
        Crashes++;
        _service.Forget();
        _storage?.Kill();
        _worker = null;
        Clock.After(Delay(Chance(0.3) ? 20_000 : 1_000), Boot);
    }

    /// <summary>Runs the evening, then a calm night in which all must arrive.</summary>
    public void Run()
    {
        Boot();
        for (var n = 0; n < Pictures; n++)
        {
            var number = n;
            Clock.After(Delay(60_000), () => Enqueue(number));
        }

        for (var n = _random.Next(4); n > 0; n--)
        {
            Clock.After(Delay(120_000), Trouble);
        }

        StepUntil(TimeSpan.FromMinutes(4));
        _isCalm = true;
        _outageUntil = 0;
        Clock.WallOffset = TimeSpan.Zero;
        Trace("calm");
        _disk.RetryAsync(null); // What the storage refused by mistake waited for a person.
        _worker?.Wake();
        StepUntil(TimeSpan.FromHours(8));
    }

    public EventPicsException? LinkFault() => Outage() ?? (Chance(FaultRate / 2)
        ? _random.Next(4) switch
        {
            0 => Failure(EventPicsError.ServerError, HttpStatusCode.BadGateway),
            1 => Failure(EventPicsError.RateLimited, HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7)),
            2 => Failure(EventPicsError.UnexpectedResponse, HttpStatusCode.OK),
            _ => Failure(EventPicsError.Timeout),
        }
        : null);

    public EventPicsException? Outage() => Clock.Ticks < _outageUntil ? Failure(_outageKind) : null;

    /// <summary>The storage knows neither keys nor events.</summary>
    public EventPicsException? LineOutage() => _outageKind is EventPicsError.ApiKeyRejected or EventPicsError.NotFound ? null : Outage();

    public UploadUrl Issue(UploadUrlRequest request)
    {
        var path = $"/{_links.Count}";
        _links.Add(path, (Clock.Ticks + LinkLife.Ticks, request.FileName));
        return new UploadUrl(new Uri($"https://storage.test{path}?sig=x"), Clock.GetUtcNow() + LinkLife);
    }

    /// <summary>The storage decides by its own clock.</summary>
    public EventPicsException? PutRefusal(UploadUrl link)
    {
        if (_links[link.Url.AbsolutePath].Until < Clock.Ticks)
        {
            AnyLinkDied = true;
            return Failure(EventPicsError.UploadUrlExpired, HttpStatusCode.Forbidden);
        }

        if (Refuses && Chance(0.1))
        {
            AnyLinkDied = true;
            return Failure(EventPicsError.UploadRejected, HttpStatusCode.Forbidden);
        }

        return null;
    }

    public void Store(UploadUrl link, UploadContent content)
    {
        using StreamReader reader = new(content.OpenRead());
        var file = reader.ReadToEnd();
        Trace($"stored {file} at {link.Url.AbsolutePath}");
        if (_links[link.Url.AbsolutePath].File != file || (Objects.TryGetValue(link.Url.AbsolutePath, out var other) && other != file))
        {
            throw new InvalidOperationException($"{file} overwrites another picture.");
        }

        Objects[link.Url.AbsolutePath] = file;
    }

    public Task<(string? Damage, long Stamp)> CheckAsync(UploadJob job, bool byHash) => Task.FromResult<(string?, long)>((null, 1));

    public UploadContent Open(UploadJob job) => UploadContent.FromBytes(System.Text.Encoding.UTF8.GetBytes(job.FileName));

    public bool IsUntouched(UploadJob job) => true;

    public void Discard(string id)
    {
        if (!Rows.Any(row => row.Id == id && row.State == QueuedUploadState.Uploaded))
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

    private void StepUntil(TimeSpan limit)
    {
        for (var steps = 0; Clock.Step(limit.Ticks); steps++)
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
        _disk.RecoverAsync();
        _storage = new SimStorage(_disk, this);
        Pacer pacer = new(Clock, 4, _random.NextDouble);
        _worker = new UploadWorker(new SendContext(_service, _storage, this, this, pacer, Clock, NullLogger.Instance, _counters));
        _worker.Wake();
    }

    private void Enqueue(int number)
    {
        Trace($"enqueue {number}");
        _disk.AddAsync(new UploadJob
        {
            Id = $"id{number}",
            LinkId = _random.Next(3) == 0 ? "party" : "wedding",
            FileName = $"p{number}.jpg",
            ContentType = "image/jpeg",
            Length = 10,
            Sha256 = number.ToString("x64", null),
            EnqueuedAt = Clock.GetUtcNow(),
            IsLarge = _random.Next(6) == 0,
        });
        _worker?.Wake();
    }

    private void Trouble()
    {
        switch (_random.Next(4))
        {
            case 0:
                Clock.WallOffset = TimeSpan.FromHours(_random.Next(-48, 49));
                Trace($"clock {Clock.WallOffset}");
                break;
            case 1:
                Trace("stop");
                _ = _worker?.DisposeAsync().AsTask();
                Clock.After(TimeSpan.FromSeconds(6), () => Restart());
                break;
            default:
                _outageUntil = Clock.Ticks + Delay(90_000).Ticks;
                _outageKind = new[] { EventPicsError.Network, EventPicsError.CaptivePortal, EventPicsError.ApiKeyRejected, EventPicsError.NotFound }[_random.Next(4)];
                Trace($"outage {_outageKind}");
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
