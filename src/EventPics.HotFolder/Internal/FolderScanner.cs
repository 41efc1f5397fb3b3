using EventPics.Queue;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>Turns what lies in a folder into candidates.</summary>
internal sealed class FolderScanner(
    HotFolderOptions options, FileFilter filter, Board board, ILogger logger, Action<string, KnownFile> follow)
{
    private readonly DateTimeOffset _start = options.TimeProvider.GetUtcNow();
    private readonly HashSet<string> _unreadable = new(Paths.Comparer);

    private readonly HashSet<string> _told = [];

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
            if (!ClaimFile.IsOwn(file.Name))
            {
                found.Add(file.FullName);
            }
            else if (file.Name == ClaimFile.Name)
            {
                folder.Claim?.NoteBelow(file.FullName);
            }

            Consider(folder, file, skip, now);
        }

        if (folder.Unreadable is null)
        {
            board.Prune(folder, found, unreadable);
            _unreadable.Remove(folder.Path);
            NotePatterns(found.Count);
        }

        folder.Scanned(now);

        void Unreadable(string path, Exception cause)
        {
            unreadable.Add(path);
            if (path != folder.Path)
            {
                NoteUnreadable(path, cause);
                return;
            }

            folder.Unreadable = cause.Message;
            if (_unreadable.Add(path))
            {
                Log.Unreadable(logger, path, cause.Message);
            }
        }
    }

    /// <summary>Looks at what the system gave a hint about: a file, or a folder that came with all its files.</summary>
    public void Look(WatchedFolder folder, string path, TimeSpan now)
    {
        if (board.Candidates.TryGetValue(path, out var candidate))
        {
            // One that is written all the time is looked at now and then, not at every write.
            var soonest = candidate.LastLook + Readiness.Settle;
            board.Schedule.Set(candidate, soonest > now ? soonest : now);
        }
        else if (ClaimFile.IsOwn(path))
        {
            // The hot folder's own.
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
        var known = Ledger.Find(path, snapshot).ToList();
        var ours = known.Where(upload => upload.LinkId == options.LinkId).ToList();
        var here = ours.Find(upload => options.AlbumBySubfolder || upload.AlbumId == options.AlbumId) ?? ours.FirstOrDefault();
        if (ours.Find(static upload => Deliveries.Withdrawn(upload.State) is not null) is { } withdrawn)
        {
            Skip(Deliveries.Withdrawn(withdrawn.State)!.Value, withdrawn);
        }
        else if (here is not null && !options.AlbumBySubfolder && here.AlbumId == options.AlbumId)
        {
            var file = new KnownFile(folder, snapshot, options.AfterUpload == AfterUpload.Keep ? null : here) { UploadId = here.Id };
            board.NoteQueued(path, file, here, wasKnown: true);
            follow(path, file);
        }
        else if (here is null && !options.Resend && (Elsewhere() ?? folder.Use?.Judge(path, snapshot.LastWriteUtc)) is { } reason)
        {
            Skip(reason);
        }
        else if (here is null && IsFromBefore(folder, path) && options.MaxAge is { } age && FileTimes.YoungerUtc(path, snapshot.LastWriteUtc) < ((folder.StartedAt ?? _start) - age).UtcDateTime)
        {
            Skip(SkipReason.TooOld);
        }
        else
        {
            var file = new Candidate(folder, path, snapshot.LastWriteUtc, options.TimeProvider.GetUtcNow(), now);
            if (here is not null)
            {
                // Its bytes are known, but the same path may stand for another album by now.
                file.Recognise(snapshot, here.Sha256);
            }

            board.NoteCandidate(file);
            board.Schedule.Set(file, now);
        }

        SkipReason? Elsewhere() => known.Exists(Deliveries.Belongs) ? SkipReason.OtherEvent : null;

        void Skip(SkipReason reason, QueuedUpload? upload = null)
        {
            board.Known[path] = new KnownFile(folder, snapshot, upload);
            board.NoteSkipped(path, reason);
        }
    }

    // What nobody could look into until now may have been there all the time.
    private bool IsFromBefore(WatchedFolder folder, string path) => !folder.WasScanned || board.IsInUnreadable(path);

    private void NoteUnreadable(string path, Exception cause) => board.NoteUnreadable(path, cause.Message, options.TimeProvider.GetUtcNow());

    // Of an empty folder nothing can be told yet.
    private void NotePatterns(int files)
    {
        board.UnmatchedPatterns = files == 0 ? [] : filter.UnmatchedPatterns;
        foreach (var pattern in board.UnmatchedPatterns.Where(_told.Add))
        {
            Log.Unmatched(logger, pattern);
        }
    }
}
