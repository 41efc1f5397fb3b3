using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.PostUpload;
using EventPics.HotFolder.Internal.Queueing;
using EventPics.HotFolder.Internal.State;
using EventPics.HotFolder.Internal.Watching;
using EventPics.Queue;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.Scanning;

/// <summary>Scans folders and turns their files into candidates.</summary>
internal sealed class FolderScanner(
    HotFolderOptions options, FileFilter filter, FolderState state, ILogger logger, UploadedFileHandler uploadedFiles)
{
    private readonly DateTimeOffset _start = options.TimeProvider.GetUtcNow();
    private readonly HashSet<string> _unreadable = new(Paths.Comparer);

    private readonly HashSet<string> _reportedPatterns = [];

    /// <summary>The files known to the queue at the start.</summary>
    public StartupIndex StartupIndex { get; set; } = new();

    /// <summary>Scans a whole folder.</summary>
    public void Scan(WatchedFolder folder, TimeSpan now)
    {
        var found = new HashSet<string>(Paths.Comparer);
        var unreadable = new HashSet<string>(Paths.Comparer);
        folder.Unreadable = null;
        foreach (var (file, skip) in FolderEnumerator.Enumerate(folder.Path, folder.Path, filter, Unreadable))
        {
            if (!ClaimFile.IsHotFolderFile(file.Name))
            {
                found.Add(file.FullName);
            }
            else if (file.Name == ClaimFile.Name)
            {
                folder.Claim?.AddClaimBelow(file.FullName);
            }

            Consider(folder, file, skip, now);
        }

        if (folder.Unreadable is null)
        {
            state.Prune(folder, found, unreadable);
            _unreadable.Remove(folder.Path);
            ReportUnmatchedPatterns(found.Count);
        }

        folder.OnScanned(now);

        void Unreadable(string path, Exception cause)
        {
            unreadable.Add(path);
            if (path != folder.Path)
            {
                RecordUnreadable(path, cause);
                return;
            }

            folder.Unreadable = cause.Message;
            if (_unreadable.Add(path))
            {
                Log.Unreadable(logger, path, cause.Message);
            }
        }
    }

    /// <summary>Checks a path for which there was a change notification: a file, or a folder that appeared with all its files.</summary>
    public void ScanPath(WatchedFolder folder, string path, TimeSpan now)
    {
        if (state.Candidates.TryGetValue(path, out var candidate))
        {
            // A file that is written all the time is not examined after every write.
            var soonest = candidate.LastExaminedAt + Candidate.MinQuietPeriod;
            state.Schedule.Set(candidate, soonest > now ? soonest : now);
        }
        else if (ClaimFile.IsHotFolderFile(path))
        {
            // The hot folder's own file.
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
            foreach (var (file, skip) in FolderEnumerator.Enumerate(folder.Path, path, filter, RecordUnreadable))
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
            state.RecordSkipped(path, reason);
        }
        else if (!state.Candidates.ContainsKey(path)
            && FileSnapshot.Of(file) is { } snapshot
            && !IsHandled(path, snapshot))
        {
            Add(folder, path, snapshot, now);
        }
    }

    // Directory listings on Windows lag behind the files, so a difference is checked twice.
    private bool IsHandled(string path, FileSnapshot snapshot) =>
        state.Handled.TryGetValue(path, out var known) && (known.Snapshot == snapshot || known.Snapshot == FileSnapshot.Read(path));

    private void Add(WatchedFolder folder, string path, FileSnapshot snapshot, TimeSpan now)
    {
        var known = StartupIndex.Find(path, snapshot).ToList();
        var ours = known.Where(upload => upload.LinkId == options.LinkId).ToList();
        var here = ours.Find(upload => options.AlbumBySubfolder || upload.AlbumId == options.AlbumId) ?? ours.FirstOrDefault();
        if (ours.Find(static upload => DeliveryRules.WithdrawalReason(upload.State) is not null) is { } withdrawn)
        {
            Skip(DeliveryRules.WithdrawalReason(withdrawn.State)!.Value, withdrawn);
        }
        else if (here is not null && !options.AlbumBySubfolder && here.AlbumId == options.AlbumId)
        {
            uploadedFiles.Add(folder, path, snapshot, here, wasKnown: true);
        }
        else if (here is null && !options.Resend && (Elsewhere() ?? folder.Use?.FindSkipReason(path, snapshot.LastWriteUtc)) is { } reason)
        {
            Skip(reason);
        }
        else if (here is null && IsFromBefore(folder, path) && options.MaxAge is { } age
            && FileTimes.ArrivedUtc(path, snapshot.LastWriteUtc) < ((folder.StartedAt ?? _start) - age).UtcDateTime)
        {
            Skip(SkipReason.TooOld);
        }
        else
        {
            var file = new Candidate(folder, path, snapshot.LastWriteUtc, options.TimeProvider.GetUtcNow(), now);
            if (here is not null)
            {
                // Its bytes are known, but the same path may belong to another album by now.
                file.Recognize(snapshot, here.Sha256);
            }

            state.AddCandidate(file);
            state.Schedule.Set(file, now);
        }

        SkipReason? Elsewhere() => known.Exists(DeliveryRules.BelongsToEvent) ? SkipReason.OtherEvent : null;

        void Skip(SkipReason reason, QueuedUpload? upload = null)
        {
            state.Handled[path] = new HandledFile(folder, snapshot, upload);
            state.RecordSkipped(path, reason);
        }
    }

    // A file in a folder that was unreadable until now may have been there all the time.
    private bool IsFromBefore(WatchedFolder folder, string path) => !folder.WasScanned || state.IsInUnreadable(path);

    private void RecordUnreadable(string path, Exception cause) =>
        state.RecordUnreadable(path, cause.Message, options.TimeProvider.GetUtcNow());

    // An empty folder doesn't show anything yet.
    private void ReportUnmatchedPatterns(int files)
    {
        state.UnmatchedPatterns = files == 0 ? [] : filter.UnmatchedPatterns;
        foreach (var pattern in state.UnmatchedPatterns.Where(_reportedPatterns.Add))
        {
            Log.Unmatched(logger, pattern);
        }
    }
}
