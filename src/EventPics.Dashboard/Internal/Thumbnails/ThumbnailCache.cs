namespace EventPics.Dashboard.Internal.Thumbnails;

/// <summary>The latest thumbnails in memory: the queue deletes a photo's bytes once it is uploaded.</summary>
internal sealed class ThumbnailCache
{
    private const int Capacity = 600;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, byte[] Bytes)>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, byte[] Bytes)> _byAge = new();

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

            if (_byAge.Count > Capacity)
            {
                _byKey.Remove(_byAge.First!.Value.Key);
                _byAge.RemoveFirst();
            }
        }
    }
}
