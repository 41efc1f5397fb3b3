using System.Net;
using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Tests.Simulation;

#pragma warning disable CA5394 // Seeded on purpose: the same seed is the same evening.

/// <content>The service and the storage, and what they do wrong.</content>
internal sealed partial class SimWorld
{
    private readonly Dictionary<string, (long Until, string Lane)> _urls = new(StringComparer.Ordinal);
    private long _outageUntil;
    private EventPicsError _outageKind;
    private bool _isCalm;

    public bool AnyUrlDied { get; private set; }

    /// <summary>Objects in the storage, whose photo is in them, and where it shows.</summary>
    public Dictionary<string, (string File, string Lane)> Objects { get; } = new(StringComparer.Ordinal);

    public static EventPicsException Failure(
        EventPicsError error, HttpStatusCode? status = null, TimeSpan? retryAfter = null, EventPicsErrorScope? scope = null, bool objectExists = false) =>
        new(error, error.ToString(), isTransient: true, status, retryAfter, scope: scope, objectExists: objectExists);

    public EventPicsException? UploadUrlFault(UploadUrlRequest request)
    {
        if (AccountOutage() is { } outage)
        {
            return outage;
        }

        if (request.FileName == AlwaysRejected && !_isCalm)
        {
            return Failure(EventPicsError.CaptivePortal);
        }

        if (Chance(StrayRate))
        {
            return _random.Next(5) switch
            {
                0 => Failure(EventPicsError.ApiKeyRejected, HttpStatusCode.Forbidden),
                1 => Failure(EventPicsError.NotFound, HttpStatusCode.NotFound),
                2 => Failure(EventPicsError.InvalidRequest, HttpStatusCode.BadRequest),
                3 => Failure(EventPicsError.CaptivePortal, HttpStatusCode.OK),
                _ => Failure(EventPicsError.UnexpectedResponse, HttpStatusCode.OK, scope: EventPicsErrorScope.Destination),
            };
        }

        return Chance(FaultRate / 2)
            ? _random.Next(4) switch
            {
                0 => Failure(EventPicsError.ServerError, HttpStatusCode.BadGateway),
                1 => Failure(EventPicsError.RateLimited, HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7)),
                2 => Failure(EventPicsError.UnexpectedResponse, HttpStatusCode.OK),
                _ => Failure(EventPicsError.Timeout),
            }
            : null;
    }

    public EventPicsException? AccountOutage() => Clock.Ticks < _outageUntil ? Failure(_outageKind) : null;

    /// <summary>The storage knows neither keys nor events.</summary>
    public EventPicsException? ConnectionOutage() =>
        _outageKind is EventPicsError.ApiKeyRejected or EventPicsError.NotFound or EventPicsError.InvalidRequest ? null : AccountOutage();

    public UploadUrl Issue(UploadUrlRequest request)
    {
        var lane = new Destination(request.LinkId, request.AlbumId).Key;
        CheckMayBeSent(request.FileName, lane);
        var used = _urls.Where(url => url.Value.Lane == lane).Select(url => url.Key).ToList();
        var path = used.Count > 0 && Chance(ReuseRate) ? used[_random.Next(used.Count)] : $"/{_urls.Count}";
        _urls[path] = (Clock.Ticks + UrlLifetime.Ticks, lane);
        Trace($"issued {path} to {request.FileName}");
        return new UploadUrl(new Uri($"https://storage.test{path}?sig={_trace.Count}"), Clock.GetUtcNow() + UrlLifetime);
    }

    public void PutBegins(UploadUrl link) => Trace($"put {link.Url.AbsolutePath}");

    /// <summary>The storage decides by its own clock.</summary>
    public EventPicsException? PutRejection(UploadUrl link)
    {
        if (_urls[link.Url.AbsolutePath].Until < Clock.Ticks)
        {
            AnyUrlDied = true;
            return Failure(EventPicsError.UploadUrlExpired, HttpStatusCode.Forbidden);
        }

        if (IsCreateOnly && Objects.ContainsKey(link.Url.AbsolutePath))
        {
            AnyUrlDied = true;
            return Failure(EventPicsError.UploadRejected, HttpStatusCode.PreconditionFailed, objectExists: true);
        }

        if (RejectsUrls && Chance(0.1))
        {
            AnyUrlDied = true;
            return _random.Next(3) == 0
                ? Failure(EventPicsError.PayloadTooLarge, HttpStatusCode.RequestEntityTooLarge)
                : Failure(EventPicsError.UploadRejected, _random.Next(2) == 0 ? HttpStatusCode.Forbidden : HttpStatusCode.Conflict);
        }

        return null;
    }

    public void Store(UploadUrl link, UploadContent content)
    {
        using StreamReader reader = new(content.OpenRead());
        var file = reader.ReadToEnd();
        var path = link.Url.AbsolutePath;
        Trace($"stored {file} at {path}");
        if (Objects.TryGetValue(path, out var other) && other.File != file && IsDelivered(other.File, path))
        {
            throw new InvalidOperationException($"{file} replaces {other.File}, which was delivered.");
        }

        Objects[path] = (file, _urls[path].Lane);
    }

    private bool IsDelivered(string file, string path) => Rows.Any(row =>
        row.FileName == file && row.UploadedAt is not null && row.ObjectKey == ObjectKey.Of(new UploadUrl(new Uri($"https://storage.test{path}"), default)));

    /// <summary>Once the sender has heard of a change, nothing more is asked for what a person withdrew, or for where it is no longer to go.</summary>
    private void CheckMayBeSent(string file, string lane)
    {
        var photo = Photos.First(photo => photo.File == file);
        if (TimeSpan.FromTicks(Clock.Ticks - photo.ChangedAt) < NotificationDelay || IsDatabaseLocked)
        {
            return;
        }

        if (!Rows.Any(row => row.FileName == file && row.Destination.Key == lane && row.State is not (QueuedUploadState.Removed or QueuedUploadState.Exported)))
        {
            throw new InvalidOperationException($"An upload URL of {lane} is requested for {file}, which is not to go there.");
        }
    }

    private void BeginOutage()
    {
        _outageUntil = Clock.Ticks + Delay(90_000).Ticks;
        _outageKind = new[] { EventPicsError.Network, EventPicsError.CaptivePortal, EventPicsError.ApiKeyRejected, EventPicsError.NotFound, EventPicsError.InvalidRequest }[_random.Next(5)];
        Trace($"outage {_outageKind}");
    }
}
