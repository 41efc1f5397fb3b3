namespace EventPics.HotFolder.Internal;

/// <summary>
/// Knows the watches that overlap with a folder's own: of a folder above it with its subfolders, or of one below it. Only those count that would send its
/// photos a second time: with another queue, or for another event.
/// </summary>
internal sealed class ClaimRivals(string folder, ClaimText own, bool sharesAnyEvent, FileFilter filter)
{
    private readonly string _ownPath = Path.Combine(folder, ClaimFile.Name);
    private readonly Dictionary<string, Observation> _seen = new(Paths.Comparer);
    private HashSet<string> _below = new(Paths.Comparer);

    /// <summary>The first watch that keeps this folder from being watched.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isHeld">Whether the folder is watched from here already. Then only a live watch counts: it came while this computer slept.</param>
    /// <param name="searches">Whether the folders below are searched for claims, which takes as long as a search for photos.</param>
    public HotFolderProblem? Find(TimeSpan now, bool isHeld, bool searches)
    {
        if (searches && filter.Recursive)
        {
            _below = new HashSet<string>(FolderOwners.Below(folder, filter).Where(path => !Paths.IsSame(path, _ownPath)), Paths.Comparer);
        }

        var above = FolderOwners.Above(folder).Concat(FolderOwners.Above(Paths.Real(folder))).Distinct(Paths.Comparer);
        return above.Select(path => Check(path, isAbove: true, now, isHeld))
            .Concat(_below.Select(path => Check(path, isAbove: false, now, isHeld)))
            .FirstOrDefault(static rival => rival is not null);
    }

    /// <summary>Takes note of a claim that a search came across.</summary>
    public void Note(string path)
    {
        if (!Paths.IsSame(path, _ownPath))
        {
            // Replaced as a whole: a heartbeat may be reading it.
            _below = new HashSet<string>(_below, Paths.Comparer) { path };
        }
    }

    /// <summary>Whether a claim comes from this queue, on this computer.</summary>
    public bool IsOfOwnQueue(ClaimText claim) => claim.QueueId == own.QueueId && claim.Computer == own.Computer;

    /// <summary>Whether a second watch with the same queue does no harm: each new photo goes to the same event.</summary>
    public bool IsShareable(ClaimText claim) => IsOfOwnQueue(claim) && (sharesAnyEvent || claim.LinkId == own.LinkId);

    /// <summary>Whether a claim is that of a crashed process of this computer. With the same queue that is known on every system.</summary>
    public bool IsLeftBehind(ClaimText claim) => IsOfOwnQueue(claim) ? ProcessMark.IsRunning(claim) == false : ProcessMark.IsGone(claim);

    /// <summary>What is wrong with a folder that another watch has.</summary>
    public HotFolderProblem Describe(ClaimText? claim, string claimed, bool isAlive)
    {
        if (claim is null)
        {
            return Problems.ClaimUnreadable(claimed);
        }

        var owner = FolderOwners.Of(claim, claimed);
        owner.IsAlive = isAlive;
        return IsOfOwnQueue(claim) ? Problems.WatchedForOtherEvent(folder, owner) : Problems.WatchedElsewhere(folder, owner);
    }

    private HotFolderProblem? Check(string path, bool isAbove, TimeSpan now, bool isHeld)
    {
        if (FolderOwners.ReadWhole(path) is not { } text)
        {
            _seen.Remove(path);
            return null;
        }

        var claim = ClaimFile.Parse(text);
        if (claim is not null && (claim.Watcher == own.Watcher || (isAbove && !claim.Recursive) || IsShareable(claim) || IsLeftBehind(claim)))
        {
            return null;
        }

        if (!_seen.TryGetValue(path, out var seen))
        {
            _seen.Add(path, seen = new Observation());
        }

        seen.See(text, now);
        var isAlive = seen.HasChanged || (claim is not null && ProcessMark.IsRunning(claim) == true);
        if (seen.Age(now) < ClaimFile.Stale)
        {
            return isHeld && !isAlive ? null : Describe(claim, Path.GetDirectoryName(path)!, isAlive);
        }

        if (!isHeld)
        {
            Break(path);
        }

        return null;
    }

    // Should its writer only have slept, it notices that.
    private static void Break(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays stale.
        }
    }
}
