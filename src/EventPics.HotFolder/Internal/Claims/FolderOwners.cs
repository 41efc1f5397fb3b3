using EventPics.HotFolder.Internal.Files;

namespace EventPics.HotFolder.Internal.Claims;

/// <summary>Finds the claims that affect a folder: its own, those of recursive watches above it and those of watches below it.</summary>
internal static class FolderOwners
{
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns the first claim of a live watch, otherwise the first of a dead one.</summary>
    public static HotFolderOwner? Find(string folder, bool recursive)
    {
        HotFolderOwner? dead = null;
        foreach (var path in Candidates(folder, recursive))
        {
            if (Describe(path) is { } owner
                && (owner.Recursive || Paths.IsBelow(folder, path) || Paths.IsBelow(Paths.ResolveLinks(folder), path)))
            {
                if (owner.IsAlive)
                {
                    return owner;
                }

                dead ??= owner;
            }
        }

        return dead;
    }

    /// <summary>Returns the claim files of the folders above, nearest first, whether they exist or not.</summary>
    public static IEnumerable<string> Above(string folder) =>
        Paths.Parents(folder).Select(static parent => Path.Combine(parent, ClaimFile.Name));

    /// <summary>Returns the claim files in the folder and below it.</summary>
    public static IEnumerable<string> Below(string folder, FileFilter filter) =>
        FolderEnumerator.Enumerate(folder, folder, filter, static (_, _) => { })
            .Select(static found => found.File)
            .Where(static file => file.Name == ClaimFile.Name)
            .Select(static file => file.FullName);

    /// <summary>Returns the watch that a claim describes, assumed to be alive.</summary>
    public static HotFolderOwner Of(ClaimContent claim, string folder) => new()
    {
        Computer = claim.Computer,
        User = claim.User,
        ProcessId = claim.ProcessId,
        LinkId = claim.LinkId,
        DataFolder = claim.DataFolder,
        Folder = folder,
        Recursive = claim.Recursive,
        IsOnThisComputer = claim.Computer == Environment.MachineName,
        IsAlive = true,
    };

    private static IEnumerable<string> Candidates(string folder, bool recursive)
    {
        var real = Paths.ResolveLinks(folder);
        // A folder that this user may not list may still contain a claim that can be read.
        IEnumerable<string> own = [Path.Combine(folder, ClaimFile.Name)];
        var all = own.Concat(Above(folder)).Concat(Above(real));
        return (recursive ? all.Concat(Below(folder, new FileFilter(recursive: true))) : all).Distinct(Paths.Comparer);
    }

    private static HotFolderOwner? Describe(string path)
    {
        if (ReadComplete(path) is not { } text)
        {
            return null;
        }

        var claim = ClaimFile.Parse(text);
        var owner = Of(claim ?? new ClaimContent(), Path.GetDirectoryName(path)!);
        owner.IsAlive = claim is not null && ProcessIdentity.IsRunning(claim) == true
            || (!(claim is not null && ProcessIdentity.IsGone(claim))
                && FolderClock.UtcNow(owner.Folder) - File.GetLastWriteTimeUtc(path) < ClaimFile.MaxAge);
        return owner;
    }

    /// <summary>Reads the text of a claim, and waits a moment for a heartbeat that is being written.</summary>
    public static string? ReadComplete(string path)
    {
        string? text = null;
        SpinWait.SpinUntil(
            () =>
            {
                try
                {
                    text = ClaimFile.Read(path);
                    return text is null || ClaimFile.Parse(text) is not null;
                }
                catch (IOException)
                {
                    text ??= "";
                    return false;
                }
            },
            ReadTimeout);
        return text;
    }
}
