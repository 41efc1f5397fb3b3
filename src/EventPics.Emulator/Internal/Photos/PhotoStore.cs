using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Photos;

/// <summary>The stored photos: one per upload URL, in order of first arrival.</summary>
internal sealed class PhotoStore
{
    private readonly object _lock = new();
    private readonly List<ReceivedPhoto> _photos;
    private readonly Dictionary<int, int> _indexByUploadUrl;
    private readonly IPhotoBytesStore _store;
    private readonly ChangeSignal _changes;

    // The index of the photo that each revision stored or replaced.
    private readonly List<int> _history = [];

    public PhotoStore(IPhotoBytesStore store, ChangeSignal changes)
    {
        (_store, _changes) = (store, changes);
        _photos = [.. store.Load()];
        _indexByUploadUrl = _photos.Select((photo, index) => (photo.UploadUrlNumber, index))
            .ToDictionary(pair => pair.UploadUrlNumber, pair => pair.index);
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

    /// <summary>Gets the photos stored or replaced after a revision; all of them without one.</summary>
    /// <returns>The current revision, which increases with every photo stored or replaced, and the photos.</returns>
    public (int Revision, IReadOnlyList<ReceivedPhoto> Photos) GetChanges(int? since)
    {
        lock (_lock)
        {
            return (_history.Count, since is { } revision ? [.. _history.Skip(revision)
                .Distinct()
                .Select(index => _photos[index])] : [.. _photos]);
        }
    }

    public int MaxUploadUrlNumber => _photos.Count == 0 ? 0 : _photos.Max(photo => photo.UploadUrlNumber);

    public ReceivedPhoto? Find(int uploadUrlNumber)
    {
        lock (_lock)
        {
            return _indexByUploadUrl.TryGetValue(uploadUrlNumber, out var index) ? _photos[index] : null;
        }
    }

    /// <summary>Stores or replaces a photo; the last request to finish wins, as in any object storage.</summary>
    /// <returns>The photo, or null when there is one already and it may not be replaced.</returns>
    public ReceivedPhoto? Store(PhotoInfo info, PhotoWriter writer, bool mayReplace = true)
    {
        ReceivedPhoto photo;
        lock (_lock)
        {
            var replaces = _indexByUploadUrl.TryGetValue(info.UploadUrlNumber, out var index);
            if (replaces && !mayReplace)
            {
                return null;
            }

            info = info with { Version = replaces ? _photos[index].Version + 1 : 1 };
            photo = new ReceivedPhoto(info, writer.Commit(info));
            _store.Append(photo);
            _history.Add(replaces ? index : _photos.Count);
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
