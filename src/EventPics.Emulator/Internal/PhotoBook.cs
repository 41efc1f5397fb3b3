namespace EventPics.Emulator.Internal;

/// <summary>What is stored now: one picture a link, in order of first arrival.</summary>
internal sealed class PhotoBook(IPictureStore store, ChangeSignal changes)
{
    private readonly Lock _lock = new();
    private readonly List<ReceivedPhoto> _photos = [.. store.Load()];
    private int _stamp;

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
            return _photos.Find(photo => photo.LinkNumber == linkNumber);
        }
    }

    /// <summary>Stores or replaces; the last one to finish wins, as with any object storage.</summary>
    /// <returns>The picture, or null when there is one already and it may not be replaced.</returns>
    public ReceivedPhoto? Keep(PhotoInfo info, PictureWriter writer, bool mayReplace = true)
    {
        ReceivedPhoto photo;
        lock (_lock)
        {
            int index = _photos.FindIndex(photo => photo.LinkNumber == info.LinkNumber);
            if (index >= 0 && !mayReplace)
            {
                return null;
            }

            info = info with { Version = index < 0 ? 1 : _photos[index].Version + 1 };
            photo = new ReceivedPhoto(info, writer.Commit(info));
            store.Remember(photo);
            _stamp++;
            if (index < 0)
            {
                _photos.Add(photo);
            }
            else
            {
                _photos[index].Delete();
                _photos[index] = photo;
            }
        }

        changes.Set();
        return photo;
    }
}
