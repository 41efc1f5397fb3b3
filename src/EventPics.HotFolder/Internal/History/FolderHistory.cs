using EventPics.HotFolder.Internal.Files;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.History;

/// <summary>
/// Records in the queue's folder which event each hot folder was used for, so that the photos of yesterday's event are not sent to today's.
/// A folder is identified by the marker in it, whatever path leads to it, or by its path where no marker can be written.
/// </summary>
internal sealed class FolderHistory(string queueFolder, ILogger logger)
{
    private const int MaxFolders = 500;
    private const int MaxEarlierUses = 100;

    private readonly FolderHistoryStore _store = new(queueFolder, logger);

    /// <summary>Identifies the queue's folder among other data folders.</summary>
    public string QueueId => _store.Change(static file => file.QueueId);

    /// <summary>Finds the last use of a folder, or of a folder above it.</summary>
    public FolderPeriod? Find(string folder)
    {
        var file = _store.Load();
        var (use, elsewhere) = Find(file, folder);
        return elsewhere is null ? use : EarlierUse.Of(elsewhere, isFirst: use is null);
    }

    // What was known of the folder        | Since     | ChangedAt               | Earlier              | Present
    // nothing                             | now       | -                       | -                    | -
    // this event                          | as before | as before               | as before            | as before
    // this event, the clock was set back  | as before | now                     | as before            | the files in it
    // another event, or a use elsewhere   | now       | now, or the other's end | as before, and those | the files in it
    //                                     |           | or the event's change   |                      |
    // its record may be lost              | now       | now                     | an unknown event     | the files in it

    /// <summary>Records what a folder is used for from now on.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="linkId">The event.</param>
    /// <param name="now">The time.</param>
    /// <param name="present">The files in it, with the times of their last modification.</param>
    /// <param name="otherEndedAt">When another computer's watch that crashed was last known to be alive.</param>
    /// <param name="eventSince">When the folder was given to this event, if that was before now.</param>
    /// <returns>The use.</returns>
    public FolderUse RecordUse(
        string folder, string linkId, DateTimeOffset now, Func<IEnumerable<(string Path, DateTime WrittenUtc)>> present,
        DateTimeOffset? otherEndedAt = null, DateTimeOffset? eventSince = null) => _store.Change(file =>
    {
        var (last, elsewhere) = Find(file, folder);
        var isKnown = last is not null && elsewhere is null && last.LinkId == linkId && (last.ChangedAt is null || last.ChangedAt <= now);
        var use = new FolderUse { Id = last?.Id ?? "", Folder = folder, LinkId = linkId, Since = now };
        if (isKnown)
        {
            (use.Since, use.ChangedAt, use.Present, use.PresentTimes, use.Earlier) =
                (last!.Since, last.ChangedAt, last.Present, last.PresentTimes, [.. last.Earlier]);
        }
        else if (last is not null || elsewhere is not null || file.IsIncomplete)
        {
            var isSame = last?.LinkId == linkId && elsewhere is null;
            use.Earlier.AddRange(Earlier(file, last, elsewhere, isSame));
            if (use.Earlier.Count > 0)
            {
                use.Since = isSame ? last!.Since : now;
                var end = use.IsTakenOver ? Latest(MarkerFile.EndedAt(folder), otherEndedAt)
                    : !isSame && elsewhere is null && eventSince > last?.Since ? eventSince
                    : null;
                use.ChangedAt = end < now ? end : now;
                var begin = use.ChangedAt.Value;
                // Times alone would let through a file that a camera with a wrong clock dates into the future. Only a creation after the
                // end of the other watch proves it.
                foreach (var (path, written) in present().Where(found =>
                    FileTimes.ArrivedUtc(found.Path, found.WrittenUtc) >= begin.UtcDateTime
                        && !(begin < now && FileTimes.CreatedUtc(found.Path) >= begin.UtcDateTime)))
                {
                    use.Present.Add(path);
                    use.PresentTimes.Add(written.Ticks);
                }
            }
        }

        WriteMarker(file, use, last, isElsewhere: elsewhere is not null);
        file.Folders.RemoveAll(old => old.Id.Length > 0 ? old.Id == use.Id : Paths.IsSame(old.Folder, folder));
        file.Folders.Insert(0, use);
        file.Folders.RemoveRange(Math.Min(MaxFolders, file.Folders.Count), Math.Max(0, file.Folders.Count - MaxFolders));
        return use;
    });

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;

    // When the clock was set back, the same use starts again.
    private static List<EarlierUse> Earlier(FolderHistoryContent file, FolderUse? last, MarkerContent? elsewhere, bool isSame)
    {
        List<EarlierUse> earlier = [.. last?.Earlier ?? []];
        if (last is not null && !isSame)
        {
            earlier.Add(EarlierUse.Of(last));
        }

        if (elsewhere is not null)
        {
            foreach (var use in Since(file, last, elsewhere))
            {
                earlier.Add(EarlierUse.Of(use, isFirst: earlier.Count == 0));
            }
        }
        else if (last is null)
        {
            earlier.Add(new EarlierUse());
        }

        if (earlier.Count > MaxEarlierUses)
        {
            // Which event the oldest photos belong to doesn't matter, as long as they are sent to none.
            earlier.RemoveRange(0, earlier.Count - MaxEarlierUses);
            earlier[0].LinkId = "";
        }

        return earlier;
    }

    // What happened since this queue used the folder: others may have used it for several events.
    private static List<MarkerUse> Since(FolderHistoryContent file, FolderUse? last, MarkerContent marker)
    {
        var uses = marker.All.ToList();
        var own = last is null ? -1 : uses.FindLastIndex(use => use.QueueId == file.QueueId && use.LinkId == last.LinkId);
        return own < 0 && last is not null
            ? [new MarkerUse { Computer = marker.Computer, Since = last.ChangedAt ?? last.Since }, .. uses.Where(use =>
                use.Since > last.Since)]
            : uses.GetRange(own + 1, uses.Count - own - 1);
    }

    // The last use known to this queue, and the later one from elsewhere, if any.
    private (FolderUse? Use, MarkerContent? Elsewhere) Find(FolderHistoryContent file, string folder)
    {
        var marker = MarkerFile.Read(folder);
        var use = marker is null ? null : file.Folders.Find(use => use.Id == marker.Id);
        if (marker is null)
        {
            use = file.Folders.Find(use => Paths.IsSame(use.Folder, folder));
            if (use is null && MarkerFile.ReadAbove(folder) is { } above)
            {
                (marker, use) = (above, file.Folders.Find(use => use.Id == above.Id));
            }

            // The files in a folder belonged to the event that a folder above it was watched for.
            use ??= marker is null
                ? file.Folders.Where(use => Paths.IsBelow(use.Folder, folder))
                    .OrderByDescending(static use => use.Folder.Length)
                    .FirstOrDefault()
                : null;
        }

        if (use is null && marker is not null && file.IsIncomplete && marker.Computer == Environment.MachineName
            && Paths.IsSame(marker.DataFolder, queueFolder))
        {
            // This queue's own marker, from before its history was lost.
            use = new FolderUse
            {
                Id = marker.Id,
                Folder = folder,
                LinkId = marker.LinkId,
                Since = marker.Since,
                ChangedAt = marker.Since,
                Earlier = [new EarlierUse()],
            };
            marker = null;
        }

        // Not only another queue's: a use that this queue's history lost is just as unknown.
        return (use, marker is not null && (marker.QueueId != file.QueueId || use is null) ? marker : null);
    }

    private void WriteMarker(FolderHistoryContent file, FolderUse use, FolderUse? last, bool isElsewhere)
    {
        var marker = MarkerFile.Read(use.Folder);
        var isMoved = last is not null && !Paths.IsSame(last.Folder, use.Folder);
        var old = marker?.Id;
        use.Id = marker?.Id ?? Guid.NewGuid().ToString("N");
        if (isMoved && marker is not null && MarkerFile.Read(last!.Folder)?.Id == marker.Id)
        {
            // Either another path to the same folder, or a copy of it, which is separate from now on. A new ID in one of them shows which.
            use.Id = Guid.NewGuid().ToString("N");
        }

        if (marker is { HasEnded: false } && !isElsewhere && marker.QueueId == file.QueueId && marker.Id == use.Id
            && marker.LinkId == use.LinkId)
        {
            return;
        }

        var content = new MarkerContent
        {
            Id = use.Id,
            QueueId = file.QueueId,
            Computer = Environment.MachineName,
            User = Environment.UserName,
            DataFolder = queueFolder,
            LinkId = use.LinkId,
            Since = use.ChangedAt ?? use.Since,
        };
        content.CopyEarlierUses(marker);
        var isWritten = MarkerFile.Write(use.Folder, content);
        if (!isWritten)
        {
            use.Id = old ?? "";
        }
        else if (isMoved && MarkerFile.Read(last!.Folder)?.Id == use.Id)
        {
            file.Folders.Remove(last);
        }
    }
}
