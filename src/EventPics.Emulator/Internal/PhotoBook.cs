namespace EventPics.Emulator.Internal;

/// <summary>What is stored now: one picture a link, in order of first arrival.</summary>
internal sealed class PhotoBook
{
    private readonly Lock _lock = new();
    private readonly List<ReceivedPhoto> _photos;
    private readonly Dictionary<int, int> _indexOfLink;
    private readonly IPictureStore _store;
    private readonly ChangeSignal _changes;
    private int _stamp;

    public PhotoBook(IPictureStore store, ChangeSignal changes)
    {
        (_store, _changes) = (store, changes);
        _photos = [.. store.Load()];
        _indexOfLink = _photos.Select((photo, index) => (photo.LinkNumber, index)).ToDictionary(pair => pair.LinkNumber, pair => pair.index);
    }

    public IReadOnlyList<ReceivedPhoto> Snapshot
    {
        get
        {
            lock (_lock)
            {
                return [.. _photos];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _photos.Count;
            }
        }
    }

    /// <summary>Grows with every picture stored or replaced.</summary>
    public int Stamp => Volatile.Read(ref _stamp);

    public int HighestNumber => _photos.Count == 0 ? 0 : _photos.Max(photo => photo.LinkNumber);

    public ReceivedPhoto? Find(int linkNumber)
    {
        lock (_lock)
        {
            return _indexOfLink.TryGetValue(linkNumber, out int index) ? _photos[index] : null;
        }
    }

    /// <summary>Stores or replaces; the last one to finish wins, as with any object storage.</summary>
    /// <returns>The picture, or null when there is one already and it may not be replaced.</returns>
    public ReceivedPhoto? Keep(PhotoInfo info, PictureWriter writer, bool mayReplace = true)
    {
        ReceivedPhoto photo;
        lock (_lock)
        {
            bool replaces = _indexOfLink.TryGetValue(info.LinkNumber, out int index);
            if (replaces && !mayReplace)
            {
                return null;
            }

            info = info with { Version = replaces ? _photos[index].Version + 1 : 1 };
            photo = new ReceivedPhoto(info, writer.Commit(info));
            _store.Remember(photo);
            _stamp++;
            if (replaces)
            {
                _photos[index].Delete();
                _photos[index] = photo;
            }
            else
            {
                _indexOfLink.Add(info.LinkNumber, _photos.Count);
                _photos.Add(photo);
            }
        }

        _changes.Set();
        return photo;
    }
}
