namespace EventPics.Dashboard.Internal.Thumbnails;

/// <summary>The latest thumbnails in memory: the queue deletes a photo's bytes once it is uploaded.</summary>
internal sealed class ThumbnailCache
{
    private const int Capacity = 24 * 1024 * 1024; // about 3,000 of a usual size
    private const int EntrySize = 200; // A photo without a thumbnail takes memory, too.

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, byte[] Bytes)>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, byte[] Bytes)> _byAge = new();
    private int _size;

    /// <summary>Finds a thumbnail; an empty one if the photo has none.</summary>
    public byte[]? Find(string key)
    {
        lock (_lock)
        {
            return _byKey.TryGetValue(key, out var node) ? node.Value.Bytes : null;
        }
    }

    public void Add(string key, byte[] bytes)
    {
        lock (_lock)
        {
            if (!_byKey.TryAdd(key, _byAge.AddLast((key, bytes))))
            {
                _byAge.RemoveLast();
                return;
            }

            _size += bytes.Length + EntrySize;
            while (_size > Capacity)
            {
                var (oldest, thumbnail) = _byAge.First!.Value;
                _size -= thumbnail.Length + EntrySize;
                _byKey.Remove(oldest);
                _byAge.RemoveFirst();
            }
        }
    }
}
