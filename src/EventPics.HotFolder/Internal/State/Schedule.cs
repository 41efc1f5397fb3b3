namespace EventPics.HotFolder.Internal.State;

/// <summary>Orders the files: of those that are due, the newest is next. Only the loop uses it.</summary>
internal sealed class Schedule
{
    private readonly SortedSet<Candidate> _later = new(Comparer<Candidate>.Create(static (a, b) => Compare(a.Due, b.Due, a, b)));
    private readonly SortedSet<Candidate> _photos = NewestFirst();
    private readonly SortedSet<Candidate> _videos = NewestFirst();

    /// <summary>Sets when a file is due. One that is being examined is scheduled afterwards.</summary>
    public void Set(Candidate file, TimeSpan due)
    {
        if (file.IsBusy)
        {
            file.Due = due;
            return;
        }

        Remove(file);
        file.Due = due;
        _later.Add(file);
    }

    /// <summary>Separates the files that are due, so that <see cref="Next"/> covers only the others.</summary>
    public void Advance(TimeSpan now)
    {
        while (_later.Min is { } file && file.Due <= now)
        {
            _later.Remove(file);
            DueFiles(file.IsVideo).Add(file);
        }
    }

    /// <summary>Removes and returns the newest of the files that are due.</summary>
    public Candidate? Dequeue(bool isVideo, TimeSpan now)
    {
        Advance(now);
        var due = DueFiles(isVideo);
        var newest = due.Min;
        if (newest is not null)
        {
            due.Remove(newest);
        }

        return newest;
    }

    /// <summary>When the next file that is not due yet will be.</summary>
    public TimeSpan Next => _later.Min?.Due ?? TimeSpan.MaxValue;

    private void Remove(Candidate file)
    {
        // Each set finds a file by its sort key.
        if (!_later.Remove(file))
        {
            DueFiles(file.IsVideo).Remove(file);
        }
    }

    private SortedSet<Candidate> DueFiles(bool isVideo) => isVideo ? _videos : _photos;

    private static SortedSet<Candidate> NewestFirst() =>
        new(Comparer<Candidate>.Create(static (a, b) => Compare(b.Written, a.Written, a, b)));

    private static int Compare<T>(T a, T b, Candidate first, Candidate second)
        where T : IComparable<T> =>
        a.CompareTo(b) is not 0 and var order ? order : string.CompareOrdinal(first.Path, second.Path);
}
