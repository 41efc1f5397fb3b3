using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>Turns what lies in a folder into candidates.</summary>
internal sealed class FolderScanner(
    HotFolderOptions options, FileFilter filter, Board board, ILogger logger, Action<string, KnownFile> follow)
{
    private readonly DateTimeOffset _start = options.TimeProvider.GetUtcNow();
    private readonly HashSet<string> _unreadable = new(Paths.Comparer);

    /// <summary>What the queue knew at the start.</summary>
    public Ledger Ledger { get; set; } = new();

    /// <summary>Looks at every file.</summary>
    public void Scan(WatchedFolder folder, TimeSpan now)
    {
        var found = new HashSet<string>(Paths.Comparer);
        var unreadable = new HashSet<string>(Paths.Comparer);
        folder.Unreadable = null;
        foreach (var (file, skip) in FolderWalk.Files(folder.Path, folder.Path, filter, Unreadable))
        {
            found.Add(file.FullName);
            Consider(folder, file, skip, now);
        }

        if (unreadable.Count == 0)
        {
            board.Prune(folder, found);
        }

        _unreadable.RemoveWhere(path => Paths.IsBelow(folder.Path, path) && !unreadable.Contains(path));

        folder.Scanned(now);

        void Unreadable(string path, Exception cause)
        {
            unreadable.Add(path);
            NoteUnreadable(path, cause);
            if (path == folder.Path)
            {
                folder.Unreadable = cause.Message;
            }
        }
    }

    /// <summary>Looks at what the system gave a hint about: a file, or a folder that came with all its files.</summary>
    public void Look(WatchedFolder folder, string path, TimeSpan now)
    {
        if (board.Candidates.TryGetValue(path, out var candidate))
        {
            board.Schedule.Set(candidate, now);
        }
        else if (File.Exists(path))
        {
            var file = new FileInfo(path);
            Consider(folder, file, filter.CheckFoldersAbove(folder.Path, path) ?? filter.Check(folder.Path, file), now);
        }
        else if (filter.Recursive && path.Length > folder.Path.Length && Directory.Exists(path)
            && !Paths.IsBehindLink(folder.Path, path) && filter.CheckFoldersAbove(folder.Path, path) is null
            && filter.CheckFolder(folder.Path, new DirectoryInfo(path)) is null)
        {
            foreach (var (file, skip) in FolderWalk.Files(folder.Path, path, filter, NoteUnreadable))
            {
                Consider(folder, file, skip, now);
            }
        }
    }

    private void Consider(WatchedFolder folder, FileInfo file, SkipReason? skip, TimeSpan now)
    {
        var path = file.FullName;
        if (skip is { } reason)
        {
            board.NoteSkipped(path, reason);
        }
        else if (!board.Candidates.ContainsKey(path)
            && FileSnapshot.Of(file) is { } snapshot
            && !IsKnown(path, snapshot))
        {
            Add(folder, path, snapshot, now);
        }
    }

    // Windows' listings lag behind the files, so a difference is looked at twice.
    private bool IsKnown(string path, FileSnapshot snapshot) =>
        board.Known.TryGetValue(path, out var known) && (known.Snapshot == snapshot || known.Snapshot == FileSnapshot.Take(path));

    private void Add(WatchedFolder folder, string path, FileSnapshot snapshot, TimeSpan now)
    {
        var clock = options.TimeProvider.GetUtcNow();
        var upload = Ledger.Find(path, snapshot);
        if (upload is not null && !options.AlbumBySubfolder)
        {
            var known = new KnownFile(folder, snapshot, upload);
            board.NoteQueued(path, known, wasKnown: true);
            follow(path, known);
        }
        else if (upload is null && IsFromBefore(folder, path) && options.MaxAge is { } age && snapshot.LastWriteUtc < (_start - age).UtcDateTime)
        {
            board.Known[path] = new KnownFile(folder, snapshot, upload: null);
            board.NoteSkipped(path, SkipReason.TooOld);
        }
        else
        {
            var file = new Candidate(folder, path, snapshot.LastWriteUtc, clock, now);
            if (upload is not null)
            {
                // Its bytes are known, but the same path may stand for another album by now.
                file.Recognise(snapshot, upload.Sha256);
            }

            board.Candidates[path] = file;
            board.Schedule.Set(file, now);
        }
    }

    // What nobody could look into until now may have been there all the time.
    private bool IsFromBefore(WatchedFolder folder, string path) =>
        !folder.WasScanned || _unreadable.Any(unreadable => Paths.IsBelow(unreadable, path));

    private void NoteUnreadable(string path, Exception cause)
    {
        if (_unreadable.Add(path))
        {
            Log.Unreadable(logger, path, cause.Message);
        }
    }
}
