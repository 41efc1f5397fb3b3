namespace EventPics.Emulator.Internal.Storage;

/// <summary>The upload URLs that are still valid, by path, and the newest of the expired ones.</summary>
internal sealed class IssuedUrls(EmulatorSettings settings, int firstNumber)
{
    // Details of the newest expired URLs are kept; of older ones only the signature proves that they were issued here.
    private const int MaxExpired = 1000;

    private readonly object _lock = new();
    private readonly Queue<IssuedUrl> _issued = new();
    private readonly Dictionary<string, IssuedUrl> _byPath = new(StringComparer.Ordinal);
    private int _next = firstNumber;
    private IssuedUrl? _last;

    public IssuedUrl? Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    public IssuedUrl Issue(EmulatorEvent @event, string? albumId, string fileName, DateTimeOffset? takenAt)
    {
        lock (_lock)
        {
            var number = _next++;
            var now = settings.TimeProvider.GetUtcNow();
            var path = string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"/storage/{Uri.EscapeDataString(@event.LinkId)}/{number:D6}-{Uri.EscapeDataString(fileName)}");
            var contentType = settings.SignContentType ? ContentTypes.FromName(fileName) : null;
            _last = new IssuedUrl(number, @event, albumId, fileName, takenAt, path, contentType, now, now + settings.UploadUrlLifetime);
            _byPath.Add(path, _last);
            _issued.Enqueue(_last);
            RemoveExpired(now);
            return _last;
        }
    }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _byPath.Count;
            }
        }
    }

    public IssuedUrl? Find(string path)
    {
        lock (_lock)
        {
            return _byPath.GetValueOrDefault(path);
        }
    }

    private void RemoveExpired(DateTimeOffset now)
    {
        while (_issued.Count > MaxExpired && _issued.Peek().ExpiresAt <= now)
        {
            _byPath.Remove(_issued.Dequeue().Path);
        }
    }
}
