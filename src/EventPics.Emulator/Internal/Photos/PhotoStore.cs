using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Photos;

/// <summary>What is stored now: one picture a link, in order of first arrival.</summary>
internal sealed class PhotoStore
{
    private readonly Lock _lock = new();
    private readonly List<ReceivedPhoto> _photos;
    private readonly Dictionary<int, int> _indexByUploadUrl;
    private readonly IPhotoBytesStore _store;
    private readonly ChangeSignal _changes;
    private int _stamp;

    public PhotoStore(IPhotoBytesStore store, ChangeSignal changes)
    {
        (_store, _changes) = (store, changes);
        _photos = [.. store.Load()];
        _indexByUploadUrl = _photos.Select((photo, index) => (photo.UploadUrlNumber, index)).ToDictionary(pair => pair.UploadUrlNumber, pair => pair.index);
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

    public int HighestNumber => _photos.Count == 0 ? 0 : _photos.Max(photo => photo.UploadUrlNumber);

    public ReceivedPhoto? Find(int linkNumber)
    {
        lock (_lock)
        {
            return _indexByUploadUrl.TryGetValue(linkNumber, out int index) ? _photos[index] : null;
        }
    }

    /// <summary>Stores or replaces; the last one to finish wins, as with any object storage.</summary>
    /// <returns>The picture, or null when there is one already and it may not be replaced.</returns>
    public ReceivedPhoto? Keep(PhotoInfo info, PhotoWriter writer, bool mayReplace = true)
    {
        ReceivedPhoto photo;
        lock (_lock)
        {
            bool replaces = _indexByUploadUrl.TryGetValue(info.UploadUrlNumber, out int index);
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
                _indexByUploadUrl.Add(info.UploadUrlNumber, _photos.Count);
                _photos.Add(photo);
            }
        }

        _changes.Set();
        return photo;
    }
}
