using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.History;

/// <summary>Stores the content of <see cref="FolderHistory"/> twice: losing it would send photos to the wrong guests.</summary>
internal sealed class FolderHistoryStore(string queueFolder, ILogger logger)
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(2);

    private readonly string _path = Path.Combine(queueFolder, "hot-folders.json");

    private string Backup => _path + ".bak";

    public T Change<T>(Func<FolderHistoryContent, T> change)
    {
        Directory.CreateDirectory(queueFolder);
        // Only one of the processes that share the queue may change it at a time.
        using var lockFile = Lock();
        var file = Load();
        var before = file.IsRestored ? "" : Text(file);
        if (file.QueueId.Length == 0)
        {
            file.QueueId = Guid.NewGuid().ToString("N");
        }

        var result = change(file);
        var after = Text(file);
        if (after != before)
        {
            // One after the other, so that a power failure damages only one of them.
            Save(_path, after);
            Save(Backup, after);
        }

        return result;
    }

    public FolderHistoryContent Load()
    {
        var isThere = File.Exists(_path);
        if (isThere && Read(_path) is { } file)
        {
            return file;
        }

        if (isThere)
        {
            File.Copy(_path, _path + ".damaged", overwrite: true);
        }

        var hasBackup = File.Exists(Backup);
        if (hasBackup && Read(Backup) is { } backup)
        {
            Log.HistoryRestored(logger, _path, Backup);
            backup.IsRestored = true;
            return backup;
        }

        if (isThere || hasBackup)
        {
            Log.HistoryLost(logger, _path);
        }

        return new FolderHistoryContent { IsIncomplete = isThere || hasBackup, IsRestored = true };
    }

    private static FolderHistoryContent? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(
                File.ReadAllText(path), FolderJson.Default.FolderHistoryContent) is { QueueId: not null, Folders: { } folders } file
                && folders.TrueForAll(static use => use is { Folder: not null, LinkId: not null, Id: not null, Earlier: not null, Present: not null, PresentTimes: not null }
                    && use.Earlier.TrueForAll(static earlier => earlier is { LinkId: not null, Present: not null, PresentTimes: not null }))
                ? file
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private FileStream Lock()
    {
        FileStream? lockFile = null;
        SpinWait.SpinUntil(() => (lockFile = TryLock()) is not null, LockTimeout);
        return lockFile ?? throw new IOException($"'{_path}' is locked by another program. Close that program; it is retried.");
    }

    private FileStream? TryLock()
    {
        try
        {
            return new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IoErrorCodes.IsInUse(e))
        {
            return null;
        }
    }

    private static string Text(FolderHistoryContent file) => JsonSerializer.Serialize(file, FolderJson.Default.FolderHistoryContent);

    private static void Save(string path, string text)
    {
        var draft = path + ".new";
        using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            using var writer = new StreamWriter(stream);
            writer.Write(text);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        if (File.Exists(path))
        {
            File.Replace(draft, path, destinationBackupFileName: null);
        }
        else
        {
            File.Move(draft, path);
        }
    }
}
