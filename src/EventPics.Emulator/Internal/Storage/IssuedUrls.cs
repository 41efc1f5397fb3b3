namespace EventPics.Emulator.Internal.Storage;

/// <summary>The links that can still be used, by their path, and the newest of those that expired.</summary>
internal sealed class IssuedUrls(EmulatorSettings settings, int firstNumber)
{
    // An expired link is still known by its number for a while; after that its signature alone tells that it was issued here.
    private const int ExpiredToKeep = 1000;

    private readonly Lock _lock = new();
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
            int number = _next++;
            DateTimeOffset now = settings.TimeProvider.GetUtcNow();
            string path = string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"/storage/{Uri.EscapeDataString(@event.LinkId)}/{number:D6}-{Uri.EscapeDataString(fileName)}");
            string? contentType = settings.SignContentType ? ContentTypes.FromName(fileName) : null;
            _last = new IssuedUrl(number, @event, albumId, fileName, takenAt, path, contentType, now, now + settings.UploadUrlLifetime);
            _byPath.Add(path, _last);
            _issued.Enqueue(_last);
            Forget(now);
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

    private void Forget(DateTimeOffset now)
    {
        while (_issued.Count > ExpiredToKeep && _issued.Peek().ExpiresAt <= now)
        {
            _byPath.Remove(_issued.Dequeue().Path);
        }
    }
}
