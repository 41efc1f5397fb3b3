#if NET
using System.IO.Enumeration;
#endif
using EventPics.Queue.Internal.Disk;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Spool;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Recovery;

/// <summary>Reconciles rows and files after a crash, a power cut or the loss of the database.</summary>
internal sealed class QueueRecovery(
    ILocalQueueStorage storage, SpoolFolder spool, UploadJournal journal, RemovalLog removals, UploadQueueOptions options, ILogger logger)
{
    // A writer that has been silent this long is considered dead.
    private static readonly TimeSpan OrphanAge = TimeSpan.FromHours(1);

    private const int BatchSize = 500;

    // When files without a row were first seen. Their own times mean nothing: copies and hard links keep those of their sources.
    private Dictionary<string, long> _firstSeen = new(StringComparer.Ordinal);

    /// <summary>Fills an empty database from the journal and the sidecar files, in one transaction.</summary>
    public async Task RebuildAsync()
    {
        var (started, arrived) = journal.Read();
        var (removed, takenBack) = await removals.ReadAsync().ConfigureAwait(false);
        foreach (var (id, photo) in removed.Select(pair => (pair.Key, pair.Value)).ToList())
        {
            if (arrived.TryGetValue(id, out var upload))
            {
                arrived.Remove(id);
                removed[id] = photo with { UploadedAt = upload.UploadedAt, ObjectKey = upload.ObjectKey };
            }
        }

        // What was uploaded, or on a drive, before it was removed is so again. Of the others, it is only kept that they may be duplicates.
        foreach (var (id, photo) in takenBack.Select(pair => (pair.Key, pair.Value)))
        {
            if ((photo.UploadedAt is not null || photo.ExportedTo is not null) && !arrived.ContainsKey(id)
                && !File.Exists(spool.SidecarPath(id)))
            {
                arrived.Add(id, photo);
            }
        }

        var sidecars = Files(SpoolFolder.SidecarExtension).Select(spool.ReadSidecar).OfType<Sidecar>()
            .Where(sidecar => !arrived.ContainsKey(sidecar.Id) && !removed.ContainsKey(sidecar.Id));
        var waiting = sidecars.OrderBy(sidecar => sidecar.EnqueuedAt)
            .Select(sidecar => sidecar.ToJob(options.LargeFileSize) with { PossibleDuplicate = sidecar.PossibleDuplicate || started.ContainsKey(sidecar.Id) }).ToList();
        List<(QueueJob, string?)> reached = [.. takenBack.Values.Where(photo => photo.PossibleDuplicate && !arrived.ContainsKey(photo.Id))
            .Select(static photo => (photo, (string?)null))];
        foreach (var job in waiting.Concat(removed.Values)
            .Concat(takenBack.Values)
            .Where(job => job.UploadedAt is null && started.ContainsKey(job.Id)))
        {
            reached.AddRange(started[job.Id].Select(key => (job, (string?)key)));
        }

        await storage.RebuildAsync([.. arrived.Values, .. removed.Values, .. waiting], reached).ConfigureAwait(false);
        if (waiting.Count + arrived.Count > 0)
        {
            Log.DatabaseRebuilt(logger, waiting.Count, arrived.Count);
        }
    }

    /// <summary>
    /// Adds rows for photos without one, and deletes the files of uploaded photos and of dead writers. Returns how many photos were added.
    /// </summary>
    public async Task<int> ReconcileAsync()
    {
        var before = _firstSeen;
        _firstSeen = new Dictionary<string, long>(StringComparer.Ordinal);
        var adopted = 0;
        var sidecars = new HashSet<string>(Files(SpoolFolder.SidecarExtension), StringComparer.Ordinal);
        await ForEachAsync(sidecars, async (id, state) =>
            adopted += await ReconcileAsync(id, state, before).ConfigureAwait(false) ? 1 : 0).ConfigureAwait(false);

        // Checked again on disk, because the set is a moment old; it saves the check for nearly all.
        await ForEachAsync(
            Files(SpoolFolder.BytesExtension).Where(id => !sidecars.Contains(id) && !File.Exists(spool.SidecarPath(id))),
            (id, state) => ReconcileBytesAsync(id, state, before)).ConfigureAwait(false);
        foreach (var path in Directory.EnumerateFiles(spool.Folder, "*" + SpoolFolder.UnfinishedExtension)
            .Where(path => IsOrphan(path, before) && !IsInUse(path)))
        {
            DurableFile.TryDelete(path);
        }

        return adopted;
    }

    // Reads the states in batches. A file that can't be repaired is left for a person, and does not affect others.
    private async Task ForEachAsync(IEnumerable<string> ids, Func<string, QueuedUploadState?, Task> work)
    {
        foreach (var batch in Batches(ids))
        {
            var states = await storage.GetStatesAsync(batch).ConfigureAwait(false);
            foreach (var id in batch)
            {
                try
                {
                    await work(id, states.TryGetValue(id, out var state) ? state : null).ConfigureAwait(false);
                }
                catch (Exception e) when (e is not ObjectDisposedException)
                {
                    Log.NotReconciled(logger, id, e);
                }
            }
        }
    }

    private static IEnumerable<List<string>> Batches(IEnumerable<string> ids)
    {
        var batch = new List<string>(BatchSize);
        foreach (var id in ids)
        {
            batch.Add(id);
            if (batch.Count == BatchSize)
            {
                yield return batch;
                batch.Clear();
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private async Task<bool> ReconcileAsync(string id, QueuedUploadState? state, Dictionary<string, long> before)
    {
        if (state is QueuedUploadState.Uploaded or QueuedUploadState.Removed)
        {
            spool.Discard(id);
        }

        if (state is not null)
        {
            return false;
        }

        if (!File.Exists(spool.BytesPath(id)))
        {
            if (IsOrphan(spool.SidecarPath(id), before))
            {
                spool.Discard(id); // Never acknowledged: a crash came before the bytes had their final name.
            }

            return false;
        }

        if (spool.ReadSidecar(id) is not { } sidecar)
        {
            return false; // Perhaps a newer version's, which understands it.
        }

        var (kept, added) = await storage.AddAsync(sidecar.ToJob(options.LargeFileSize)).ConfigureAwait(false);
        if (kept?.Id != id)
        {
            spool.Discard(id); // The same photo has another row, was removed, or is at another event.
        }

        return added;
    }

    private async Task ReconcileBytesAsync(string id, QueuedUploadState? state, Dictionary<string, long> before)
    {
        if (state is QueuedUploadState.Uploaded or QueuedUploadState.Removed || (state is null && IsOrphan(spool.BytesPath(id), before)))
        {
            spool.Discard(id);
        }
        else if (state is not null && await storage.FindAsync(id).ConfigureAwait(false) is { } row)
        {
            spool.WriteSidecar(row);
        }
    }

    // Without a string for each full path, because a season's backlog is read when the queue is opened.
    private IEnumerable<string> Files(string extension) =>
#if NET
        new FileSystemEnumerable<string>(spool.Folder, static (ref entry) => Path.GetFileNameWithoutExtension(entry.FileName).ToString())
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && entry.FileName.EndsWith(extension, StringComparison.Ordinal),
        }.AsEnumerable();
#else
        Directory.EnumerateFiles(spool.Folder, "*" + extension).Where(path => path.EndsWith(extension, StringComparison.Ordinal)).Select(path => Path.GetFileNameWithoutExtension(path)!);
#endif

    private bool IsOrphan(string path, Dictionary<string, long> before)
    {
        var first = before.TryGetValue(path, out var known) ? known : options.TimeProvider.GetTimestamp();
        _firstSeen[path] = first;
        return options.TimeProvider.GetElapsedTime(first) > OrphanAge;
    }

    // A stream can take longer than any age: a guest's upload over a bad connection, for instance.
    private static bool IsInUse(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (IOException e)
        {
            return IoErrorCodes.IsInUse(e);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
