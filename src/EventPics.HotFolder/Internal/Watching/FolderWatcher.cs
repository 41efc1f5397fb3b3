namespace EventPics.HotFolder.Internal.Watching;

/// <summary>Passes on the system's change notifications for a folder. After an error, the owner replaces it.</summary>
internal sealed class FolderWatcher : IDisposable
{
    // The maximum on a Windows network drive; a burst of photos overflows the default of 8 KB.
    private const int BufferSize = 64 * 1024;

    private readonly FileSystemWatcher _watcher;

    public FolderWatcher(string folder, bool recursive, Action<string> changed, Action<string> deleted, Action<Exception> failed)
    {
        _watcher = new FileSystemWatcher(folder)
        {
            IncludeSubdirectories = recursive,
            InternalBufferSize = BufferSize,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        _watcher.Created += (_, e) => changed(e.FullPath);
        _watcher.Changed += (_, e) => changed(e.FullPath);
        _watcher.Renamed += (_, e) =>
        {
            deleted(e.OldFullPath);
            changed(e.FullPath);
        };
        _watcher.Deleted += (_, e) => deleted(e.FullPath);
        _watcher.Error += (_, e) => failed(e.GetException());
        try
        {
            _watcher.EnableRaisingEvents = true;
        }
        catch
        {
            _watcher.Dispose();
            throw;
        }
    }

    public void Dispose() => _watcher.Dispose();
}
