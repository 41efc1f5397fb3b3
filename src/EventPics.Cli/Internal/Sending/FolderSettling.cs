using EventPics.HotFolder;
using HotFolderWatch = EventPics.HotFolder.HotFolder;

namespace EventPics.Cli.Internal;

/// <summary>Waits for <c>watch --once</c> until all that is in the folder is dealt with.</summary>
internal sealed class FolderSettling(Shell shell, HotFolderWatch folder, WatchNews news)
{
    // A camera fills what it opens within seconds; what stays empty longer would be waited for in vain.
    private static readonly TimeSpan EmptyTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MovingTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until each file is queued or refused.</summary>
    public async Task TakeAllAsync(CancellationToken cancellationToken)
    {
        var settled = folder.WaitUntilSettledAsync(cancellationToken);
        while (!settled.IsCompleted)
        {
            if (Unfinished() is { Count: > 0 } rest && rest.All(HasStayedEmpty))
            {
                rest.ForEach(file => news.RefuseEmpty(file.Path));
                return;
            }

            await Task.WhenAny(settled, Task.Delay(Look, shell.Time, cancellationToken)).ConfigureAwait(false);
        }

        await settled.ConfigureAwait(false);
    }

    /// <summary>Waits until what was uploaded is moved or deleted.</summary>
    public async Task MoveAllAsync(CancellationToken cancellationToken)
    {
        var settled = folder.WaitUntilSettledAsync(cancellationToken);
        var moving = folder.Status.Waiting.Count == 0 ? settled : Task.WhenAny(settled, Task.Delay(MovingTime, shell.Time, cancellationToken));
        await moving.ConfigureAwait(false);
    }

    private List<WaitingFile> Unfinished() => [.. folder.Status.Waiting.Where(file => !news.IsRefusedAsEmpty(file.Path))];

    private bool HasStayedEmpty(WaitingFile file)
    {
        var now = shell.Time.GetUtcNow();
        return file.Reason == WaitReason.Empty && (now - file.Since >= EmptyTime || now - Written(file.Path) >= EmptyTime);
    }

    private static DateTimeOffset? Written(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: 0 } file ? file.LastWriteTimeUtc : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
