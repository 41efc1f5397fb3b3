using EventPics.HotFolder.Internal.Files;

namespace EventPics.HotFolder.Internal.Claims;

/// <summary>
/// Knows the watches that overlap with a folder's own: of a folder above it with its subfolders, or of one below it. Only those are
/// relevant that would send its photos a second time: with another queue, or for another event.
/// </summary>
internal sealed class OverlappingClaims(string folder, ClaimContent own, bool sharesAnyEvent, FileFilter filter)
{
    private readonly string _claimPath = Path.Combine(folder, ClaimFile.Name);
    private readonly Dictionary<string, ClaimObservation> _observations = new(Paths.Comparer);
    private HashSet<string> _below = new(Paths.Comparer);

    /// <summary>Returns the first watch that prevents this folder from being watched.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isHeld">
    /// Whether the folder is already watched from here. Then only a live watch is relevant: it started while this computer was asleep.
    /// </param>
    /// <param name="searches">Whether the folders below are searched for claims, which takes as long as a scan for photos.</param>
    public HotFolderProblem? FindConflict(TimeSpan now, bool isHeld, bool searches)
    {
        if (searches && filter.Recursive)
        {
            _below = new HashSet<string>(FolderOwners.Below(folder, filter).Where(path => !Paths.IsSame(path, _claimPath)), Paths.Comparer);
        }

        var above = FolderOwners.Above(folder).Concat(FolderOwners.Above(Paths.ResolveLinks(folder))).Distinct(Paths.Comparer);
        return above.Select(path => Check(path, isAbove: true, now, isHeld))
            .Concat(_below.Select(path => Check(path, isAbove: false, now, isHeld)))
            .FirstOrDefault(static conflict => conflict is not null);
    }

    /// <summary>Adds a claim that a scan found.</summary>
    public void Add(string path)
    {
        if (!Paths.IsSame(path, _claimPath))
        {
            // Replaced as a whole: a heartbeat may be reading it.
            _below = new HashSet<string>(_below, Paths.Comparer) { path };
        }
    }

    /// <summary>Whether a claim belongs to this queue, on this computer.</summary>
    public bool IsFromThisQueue(ClaimContent claim) => claim.QueueId == own.QueueId && claim.Computer == own.Computer;

    /// <summary>Whether a second watch with the same queue is harmless: each new photo goes to the same event.</summary>
    public bool IsShareable(ClaimContent claim) => IsFromThisQueue(claim) && (sharesAnyEvent || claim.LinkId == own.LinkId);

    /// <summary>
    /// Whether a claim is that of a crashed process of this computer. With the same queue, that can be determined on every system.
    /// </summary>
    public bool IsOrphaned(ClaimContent claim) =>
        IsFromThisQueue(claim) ? ProcessIdentity.IsRunning(claim) == false : ProcessIdentity.IsGone(claim);

    /// <summary>Describes a folder that is claimed by another watch.</summary>
    public HotFolderProblem Describe(ClaimContent? claim, string claimed, bool isAlive)
    {
        if (claim is null)
        {
            return ProblemFactory.ClaimUnreadable(claimed);
        }

        var owner = FolderOwners.Of(claim, claimed);
        owner.IsAlive = isAlive;
        return IsFromThisQueue(claim) ? ProblemFactory.WatchedForOtherEvent(folder, owner) : ProblemFactory.WatchedElsewhere(folder, owner);
    }

    private HotFolderProblem? Check(string path, bool isAbove, TimeSpan now, bool isHeld)
    {
        if (FolderOwners.ReadComplete(path) is not { } text)
        {
            _observations.Remove(path);
            return null;
        }

        var claim = ClaimFile.Parse(text);
        if (claim is not null && (claim.Watcher == own.Watcher || (isAbove && !claim.Recursive) || IsShareable(claim) || IsOrphaned(claim)))
        {
            return null;
        }

        if (!_observations.TryGetValue(path, out var observation))
        {
            _observations.Add(path, observation = new ClaimObservation());
        }

        observation.Update(text, now);
        var isAlive = observation.HasChanged || (claim is not null && ProcessIdentity.IsRunning(claim) == true);
        if (observation.Age(now) < ClaimFile.MaxAge)
        {
            return isHeld && !isAlive ? null : Describe(claim, Path.GetDirectoryName(path)!, isAlive);
        }

        if (!isHeld)
        {
            DeleteStale(path);
        }

        return null;
    }

    // If its writer was only asleep, it notices that.
    private static void DeleteStale(string path)
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
