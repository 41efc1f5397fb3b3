using EventPics.HotFolder.Internal.State;
using EventPics.HotFolder.Internal.Watching;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.Loop;

/// <summary>The folders that the path currently stands for: one, or today's and yesterday's.</summary>
internal sealed class WatchedFolders(
    HotFolderOptions options, FolderState state, ILogger logger, Action<WatchedFolder, string> addHint, Action<string> onDeleted,
    Action wake)
    : IDisposable
{
    private readonly PathTemplate _template = new(options.Path);
    private volatile WatchedFolder[] _folders = [];

    /// <summary>The folders, newest first.</summary>
    public WatchedFolder[] All => _folders;

    public void Refresh(TimeSpan now)
    {
        Update(_template.At(options.TimeProvider.GetLocalNow()));
        foreach (var folder in _folders)
        {
            var wasThere = folder.Exists == true;
            if (folder.Refresh(now) is not { } change)
            {
                continue;
            }

            if (change == HotFolderChange.FolderFound)
            {
                Log.FolderFound(logger, folder.Path);
                state.Raise(change, folder.Path);
            }
            else if (wasThere || folder == _folders[0])
            {
                // A folder for yesterday that never existed is not reported.
                if (folder.IsFile)
                {
                    Log.IsFile(logger, folder.Path);
                }
                else if (folder.Exists != true)
                {
                    Log.FolderLost(logger, folder.Path);
                }

                state.Raise(change, folder.Path);
            }
        }
    }

    public void Dispose() => Array.ForEach(_folders, static folder => folder.Dispose());

    private void Update(IReadOnlyList<string> paths)
    {
        var old = _folders;
        if (paths.SequenceEqual(old.Select(static folder => folder.Path)))
        {
            return;
        }

        _folders =
        [
            .. paths.Select(path =>
                Array.Find(old, folder => folder.Path == path) ?? new WatchedFolder(path, options, logger, addHint, wake, onDeleted)),
        ];
        foreach (var folder in old.Except(_folders))
        {
            folder.Dispose();
            state.Forget(folder, keepUploads: options.AfterUpload != AfterUpload.Keep);
        }
    }
}
