using System.Net;
using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Tests.Simulation;

#pragma warning disable CA5394 // Reproducible: the same seed gives the same evening.

/// <content>The service and the storage, and their faults.</content>
internal sealed partial class SimWorld
{
    private readonly Dictionary<string, (long Until, string Destination)> _urls = new(StringComparer.Ordinal);
    private long _outageUntil;
    private EventPicsError _outageKind;
    private bool _isCalm;

    public bool AnyUrlExpired { get; private set; }

    /// <summary>The objects in the storage, each with its photo and its destination.</summary>
    public Dictionary<string, (string File, string Destination)> Objects { get; } = new(StringComparer.Ordinal);

    public static EventPicsException Failure(
        EventPicsError error, HttpStatusCode? status = null, TimeSpan? retryAfter = null, EventPicsErrorScope? scope = null, bool objectExists = false) =>
        new(error, error.ToString(), isTransient: true, status, retryAfter, scope: scope, objectExists: objectExists);

    public EventPicsException? UploadUrlFault(UploadUrlRequest request)
    {
        CheckAccount(request);
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

    /// <summary>Faults of the storage, which knows neither API keys nor events.</summary>
    public EventPicsException? ConnectionOutage() =>
        _outageKind is EventPicsError.ApiKeyRejected or EventPicsError.NotFound or EventPicsError.InvalidRequest ? null : AccountOutage();

    public UploadUrl Issue(UploadUrlRequest request)
    {
        var destination = new Destination(request.LinkId, request.AlbumId).Key;
        CheckMayBeSent(request.FileName, destination);
        var used = _urls.Where(url => url.Value.Destination == destination).Select(url => url.Key).ToList();
        var path = used.Count > 0 && Chance(ReuseRate) ? used[_random.Next(used.Count)] : $"/{_urls.Count}";
        _urls[path] = (Clock.Ticks + UrlLifetime.Ticks, destination);
        Trace($"issued {path} to {request.FileName}");
        return new UploadUrl(new Uri($"https://storage.test{path}?sig={_trace.Count}"), Clock.GetUtcNow() + UrlLifetime);
    }

    public void BeginPut(UploadUrl url) => Trace($"put {url.Url.AbsolutePath}");

    /// <summary>Checks expiry by the storage's own clock.</summary>
    public EventPicsException? PutRejection(UploadUrl url)
    {
        if (_urls[url.Url.AbsolutePath].Until < Clock.Ticks)
        {
            AnyUrlExpired = true;
            return Failure(EventPicsError.UploadUrlExpired, HttpStatusCode.Forbidden);
        }

        if (IsCreateOnly && Objects.ContainsKey(url.Url.AbsolutePath))
        {
            AnyUrlExpired = true;
            return Failure(EventPicsError.UploadRejected, HttpStatusCode.PreconditionFailed, objectExists: true);
        }

        if (RejectsUrls && Chance(0.1))
        {
            AnyUrlExpired = true;
            return _random.Next(3) == 0
                ? Failure(EventPicsError.PayloadTooLarge, HttpStatusCode.RequestEntityTooLarge)
                : Failure(EventPicsError.UploadRejected, _random.Next(2) == 0 ? HttpStatusCode.Forbidden : HttpStatusCode.Conflict);
        }

        return null;
    }

    public void Store(UploadUrl url, UploadContent content)
    {
        using var reader = new StreamReader(content.OpenRead());
        var file = reader.ReadToEnd();
        var path = url.Url.AbsolutePath;
        Trace($"stored {file} at {path}");
        if (Objects.TryGetValue(path, out var other) && other.File != file && IsDelivered(other.File, path))
        {
            throw new InvalidOperationException($"{file} replaces {other.File}, which was delivered.");
        }

        Objects[path] = (file, _urls[path].Destination);
    }

    private bool IsDelivered(string file, string path) => Rows.Any(row =>
        row.FileName == file && row.UploadedAt is not null && row.ObjectKey == ObjectKey.Of(new UploadUrl(new Uri($"https://storage.test{path}"), default)));

    /// <summary>Once the sender was notified of a change, it must request no URL for a withdrawn photo or for a former destination.</summary>
    private void CheckMayBeSent(string file, string destination)
    {
        var photo = Photos.First(photo => photo.File == file);
        if (TimeSpan.FromTicks(Clock.Ticks - photo.ChangedAt) < NotificationDelay || IsDatabaseLocked)
        {
            return;
        }

        if (!Rows.Any(row => row.FileName == file && row.Destination.Key == destination && row.State is not (QueuedUploadState.Removed or QueuedUploadState.Exported)))
        {
            throw new InvalidOperationException($"An upload URL of {destination} is requested for {file}, which must not be sent there.");
        }
    }

    private void BeginOutage()
    {
        _outageUntil = Clock.Ticks + Delay(90_000).Ticks;
        _outageKind = new[] { EventPicsError.Network, EventPicsError.CaptivePortal, EventPicsError.ApiKeyRejected, EventPicsError.NotFound, EventPicsError.InvalidRequest }[_random.Next(5)];
        Trace($"outage {_outageKind}");
    }
}
