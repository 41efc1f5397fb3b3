using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>
/// Remembers in the queue's folder which event each hot folder was used for, so that the photos of yesterday's event are not sent to today's.
/// </summary>
internal sealed class FolderMemory(string queueFolder, ILogger logger)
{
    private const int Kept = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly string _path = Path.Combine(queueFolder, "hot-folders.json");

    /// <summary>A number of its own for the queue's folder, which tells it from other data folders.</summary>
    public string QueueId => Change(static file => file.QueueId);

    /// <summary>The last use of a folder, or of the one around it.</summary>
    public FolderUse? Find(string folder) => Find(Load(), folder);

    /// <summary>Notes what a folder is used for from now on.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="linkId">The event.</param>
    /// <param name="now">The time.</param>
    /// <param name="present">The files in it, with the times of their last modification.</param>
    /// <returns>The use.</returns>
    public FolderUse Enter(string folder, string linkId, DateTimeOffset now, Func<IEnumerable<(string Path, DateTime WrittenUtc)>> present)
    {
        if (Find(folder) is { } known && known.LinkId == linkId && Paths.IsSame(known.Folder, folder) && (known.ChangedAt is null || known.ChangedAt <= now))
        {
            return known;
        }

        return Change(file =>
        {
            var last = Find(file, folder);
            var use = new FolderUse { Folder = folder, LinkId = linkId, Since = now };
            if (last is not null)
            {
                var isSame = last.LinkId == linkId;
                use.Earlier.AddRange(isSame ? last.Earlier : [.. last.Earlier, new EarlierUse { LinkId = last.LinkId, Since = last.Since }]);
                if (!isSame || last.ChangedAt is not null)
                {
                    // Times alone would let through what a camera with a wrong clock dates into the future.
                    use.ChangedAt = now;
                    use.Since = isSame ? last.Since : now;
                    foreach (var (path, written) in present().Where(found => FileTimes.YoungerUtc(found.Path, found.WrittenUtc) >= now.UtcDateTime))
                    {
                        use.Present.Add(path);
                        use.PresentTimes.Add(written.Ticks);
                    }
                }
            }

            file.Folders.RemoveAll(old => Paths.IsSame(old.Folder, folder));
            file.Folders.Insert(0, use);
            file.Folders.RemoveRange(Math.Min(Kept, file.Folders.Count), Math.Max(0, file.Folders.Count - Kept));
            return use;
        });
    }

    // The nearest one: what lies in a folder belonged to the event that the folder around it was watched for.
    private static FolderUse? Find(FolderFile file, string folder) =>
        file.Folders.Where(use => Paths.IsBelow(use.Folder, folder)).OrderByDescending(static use => use.Folder.Length).FirstOrDefault();

    private T Change<T>(Func<FolderFile, T> change)
    {
        Directory.CreateDirectory(queueFolder);
        // Two processes that share the queue take turns.
        using var turn = Lock();
        var file = Load();
        var before = Text(file);
        if (file.QueueId.Length == 0)
        {
            file.QueueId = Guid.NewGuid().ToString("N");
        }

        var result = change(file);
        var after = Text(file);
        if (after != before)
        {
            Save(after);
        }

        return result;
    }

    private FileStream Lock()
    {
        FileStream? turn = null;
        SpinWait.SpinUntil(() => (turn = TryLock()) is not null, Patience);
        return turn ?? throw new IOException($"'{_path}' is locked by another program. Close it; it is tried again.");
    }

    private FileStream? TryLock()
    {
        try
        {
            return new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (FileAccessProbe.IsInUse(e))
        {
            return null;
        }
    }

    private FolderFile Load()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(_path), FolderJson.Default.FolderFile) is { QueueId: not null, Folders: { } folders } file && folders.TrueForAll(static use => use is { Folder: not null, LinkId: not null })
                ? file
                : throw new JsonException("It has no folders in it.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new FolderFile();
        }
        catch (JsonException e)
        {
            Log.MemoryLost(logger, _path, e);
            File.Copy(_path, _path + ".damaged", overwrite: true);
            return new FolderFile();
        }
    }

    private static string Text(FolderFile file) => JsonSerializer.Serialize(file, FolderJson.Default.FolderFile);

    private void Save(string text)
    {
        var draft = _path + ".new";
        using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            using var writer = new StreamWriter(stream);
            writer.Write(text);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        if (File.Exists(_path))
        {
            File.Replace(draft, _path, destinationBackupFileName: null);
        }
        else
        {
            File.Move(draft, _path);
        }
    }
}
