using EventPics.HotFolder.Internal.Files;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.History;

/// <summary>
/// Remembers in the queue's folder which event each hot folder was used for, so that the photos of yesterday's event are not sent to today's. A folder is
/// known by the mark in it, whatever path leads there; by its path where no mark can be written.
/// </summary>
internal sealed class FolderHistory(string queueFolder, ILogger logger)
{
    private const int MaxFolders = 500;
    private const int MaxEarlierUses = 100;

    private readonly FolderHistoryStore _store = new(queueFolder, logger);

    /// <summary>A number of its own for the queue's folder, which tells it from other data folders.</summary>
    public string QueueId => _store.Change(static file => file.QueueId);

    /// <summary>The last use of a folder, or of the one around it.</summary>
    public FolderPeriod? Find(string folder)
    {
        var file = _store.Load();
        var (use, foreign) = Find(file, folder);
        return foreign is null ? use : EarlierUse.Of(foreign, isFirst: use is null);
    }

    /// <summary>Notes what a folder is used for from now on.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="linkId">The event.</param>
    /// <param name="now">The time.</param>
    /// <param name="present">The files in it, with the times of their last modification.</param>
    /// <param name="othersEnd">When another computer's watch, which ended without a word, was last known to live.</param>
    /// <returns>The use.</returns>
    public FolderUse RecordUse(
        string folder, string linkId, DateTimeOffset now, Func<IEnumerable<(string Path, DateTime WrittenUtc)>> present, DateTimeOffset? othersEnd = null) => _store.Change(file =>
    {
        var (last, foreign) = Find(file, folder);
        var isKnown = last is not null && foreign is null && last.LinkId == linkId && (last.ChangedAt is null || last.ChangedAt <= now);
        var use = new FolderUse { Id = last?.Id ?? "", Folder = folder, LinkId = linkId, Since = now };
        if (isKnown)
        {
            (use.Since, use.ChangedAt, use.Present, use.PresentTimes, use.Earlier) = (last!.Since, last.ChangedAt, last.Present, last.PresentTimes, [.. last.Earlier]);
        }
        else if (last is not null || foreign is not null || file.IsIncomplete)
        {
            var isSame = last?.LinkId == linkId && foreign is null;
            use.Earlier.AddRange(Earlier(file, last, foreign, isSame));
            if (use.Earlier.Count > 0)
            {
                use.Since = isSame ? last!.Since : now;
                use.ChangedAt = use.IsTakenOver && Latest(MarkerFile.EndedAt(folder), othersEnd) is { } end && end < now ? end : now;
                var begin = use.ChangedAt.Value;
                // Times alone would let through what a camera with a wrong clock dates into the future. Only a birth after the other watch's end is beyond doubt.
                foreach (var (path, written) in present().Where(found =>
                    FileTimes.ArrivedUtc(found.Path, found.WrittenUtc) >= begin.UtcDateTime && !(begin < now && FileTimes.CreatedUtc(found.Path) >= begin.UtcDateTime)))
                {
                    use.Present.Add(path);
                    use.PresentTimes.Add(written.Ticks);
                }
            }
        }

        WriteMarker(file, use, last, isForeign: foreign is not null);
        file.Folders.RemoveAll(old => old.Id.Length > 0 ? old.Id == use.Id : Paths.IsSame(old.Folder, folder));
        file.Folders.Insert(0, use);
        file.Folders.RemoveRange(Math.Min(MaxFolders, file.Folders.Count), Math.Max(0, file.Folders.Count - MaxFolders));
        return use;
    });

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;

    // A clock that was set back begins the same use again.
    private static List<EarlierUse> Earlier(FolderHistoryContent file, FolderUse? last, MarkerContent? foreign, bool isSame)
    {
        List<EarlierUse> earlier = [.. last?.Earlier ?? []];
        if (last is not null && !isSame)
        {
            earlier.Add(EarlierUse.Of(last));
        }

        if (foreign is not null)
        {
            foreach (var use in Since(file, last, foreign))
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
            // Who had the photos of long ago is of no account, as long as nobody gets them.
            earlier.RemoveRange(0, earlier.Count - MaxEarlierUses);
            earlier[0].LinkId = "";
        }

        return earlier;
    }

    // What happened since this queue had the folder: others may have used it for several events.
    private static List<MarkerUse> Since(FolderHistoryContent file, FolderUse? last, MarkerContent mark)
    {
        var uses = mark.All.ToList();
        var own = last is null ? -1 : uses.FindLastIndex(use => use.QueueId == file.QueueId && use.LinkId == last.LinkId);
        return own < 0 && last is not null ? [new MarkerUse { Computer = mark.Computer, Since = last.ChangedAt ?? last.Since }, .. uses.Where(use => use.Since > last.Since)] : uses.GetRange(own + 1, uses.Count - own - 1);
    }

    /// <summary>The last use that this queue knows of, and the one from elsewhere that came later, if any.</summary>
    private (FolderUse? Use, MarkerContent? Foreign) Find(FolderHistoryContent file, string folder)
    {
        var mark = MarkerFile.Read(folder);
        var use = mark is null ? null : file.Folders.Find(use => use.Id == mark.Id);
        if (mark is null)
        {
            use = file.Folders.Find(use => Paths.IsSame(use.Folder, folder));
            if (use is null && MarkerFile.ReadAbove(folder) is { } above)
            {
                (mark, use) = (above, file.Folders.Find(use => use.Id == above.Id));
            }

            // What lies in a folder belonged to the event that the folder around it was watched for.
            use ??= mark is null ? file.Folders.Where(use => Paths.IsBelow(use.Folder, folder)).OrderByDescending(static use => use.Folder.Length).FirstOrDefault() : null;
        }

        if (use is null && mark is not null && file.IsIncomplete && mark.Computer == Environment.MachineName && Paths.IsSame(mark.DataFolder, queueFolder))
        {
            // This queue's own, from before its memory was lost.
            use = new FolderUse { Id = mark.Id, Folder = folder, LinkId = mark.LinkId, Since = mark.Since, ChangedAt = mark.Since, Earlier = [new EarlierUse()] };
            mark = null;
        }

        // Not only another queue's: a use of this one that its memory lost is as little known.
        return (use, mark is not null && (mark.QueueId != file.QueueId || use is null) ? mark : null);
    }

    private void WriteMarker(FolderHistoryContent file, FolderUse use, FolderUse? last, bool isForeign)
    {
        var mark = MarkerFile.Read(use.Folder);
        var isMoved = last is not null && !Paths.IsSame(last.Folder, use.Folder);
        var old = mark?.Id;
        use.Id = mark?.Id ?? Guid.NewGuid().ToString("N");
        if (isMoved && mark is not null && MarkerFile.Read(last!.Folder)?.Id == mark.Id)
        {
            // Either another path to the same folder, or a copy of it, which goes its own way from now on. A new ID in one shows which.
            use.Id = Guid.NewGuid().ToString("N");
        }

        if (mark is { HasEnded: false } && !isForeign && mark.QueueId == file.QueueId && mark.Id == use.Id && mark.LinkId == use.LinkId)
        {
            return;
        }

        var text = new MarkerContent
        {
            Id = use.Id,
            QueueId = file.QueueId,
            Computer = Environment.MachineName,
            User = Environment.UserName,
            DataFolder = queueFolder,
            LinkId = use.LinkId,
            Since = use.ChangedAt ?? use.Since,
        };
        text.CopyEarlierUses(mark);
        var isWritten = MarkerFile.Write(use.Folder, text);
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
