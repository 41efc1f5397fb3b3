namespace EventPics.Emulator.Internal;

/// <summary>All links issued so far, by their path.</summary>
internal sealed class LinkBook(EmulatorSettings settings, int firstNumber)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, UploadLink> _byPath = new(StringComparer.Ordinal);
    private int _next = firstNumber;
    private UploadLink? _last;

    public UploadLink? Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    public UploadLink Issue(EmulatorEvent @event, string? albumId, string fileName, DateTimeOffset? takenAt)
    {
        lock (_lock)
        {
            int number = _next++;
            DateTimeOffset now = settings.TimeProvider.GetUtcNow();
            string path = string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"/storage/{Uri.EscapeDataString(@event.LinkId)}/{number:D6}-{Uri.EscapeDataString(fileName)}");
            string? contentType = settings.SignContentType ? ContentTypes.FromName(fileName) : null;
            _last = new UploadLink(number, @event, albumId, fileName, takenAt, path, contentType, now, now + settings.LinkLifetime);
            _byPath.Add(path, _last);
            return _last;
        }
    }

    public UploadLink? Find(string path)
    {
        lock (_lock)
        {
            return _byPath.GetValueOrDefault(path);
        }
    }
}
