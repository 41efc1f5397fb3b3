using EventPics.Cli.Context;
using EventPics.Cli.Sending;
using EventPics.Cli.Watching;
using EventPics.HotFolder;

namespace EventPics.Cli.Commands.Watch;

/// <summary>Waits for <c>watch --once</c> until every file in the folder is handled.</summary>
internal sealed class FolderDrain(CommandContext context, HotFolderWatcher folder, HotFolderListener listener)
{
    // A camera fills the file that it opens within seconds. Waiting longer for an empty, truncated or unreadable file is in vain.
    private static readonly TimeSpan EmptyTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UnfinishedTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MoveTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly FileChangeTimer _changes = new(context.Time);

    /// <summary>Waits until each file is queued, has failed, or has not changed for so long that waiting is in vain.</summary>
    public async Task WaitUntilQueuedAsync(CancellationToken cancellationToken)
    {
        var settled = folder.WaitUntilSettledAsync(cancellationToken);
        while (!settled.IsCompleted)
        {
            if (Unfinished() is { Count: > 0 } rest && rest.TrueForAll(IsStalled))
            {
                rest.Where(file => file.Reason == WaitReason.Empty).ToList().ForEach(file => listener.FailEmpty(file.Path));
                return;
            }

            await Task.WhenAny(settled, Task.Delay(PollInterval, context.Time, cancellationToken)).ConfigureAwait(false);
        }

        await settled.ConfigureAwait(false);
    }

    /// <summary>Waits until uploaded files are moved or deleted.</summary>
    public async Task WaitUntilMovedAsync(CancellationToken cancellationToken)
    {
        var settled = folder.WaitUntilSettledAsync(cancellationToken);
        var moved = folder.Status.Waiting.Count == 0
            ? settled
            : Task.WhenAny(settled, Task.Delay(MoveTimeout, context.Time, cancellationToken));
        await moved.ConfigureAwait(false);
    }

    private List<WaitingFile> Unfinished() => [.. folder.Status.Waiting.Where(file => !listener.IsFailedAsEmpty(file.Path))];

    // Files that wait for albums or for disk space are waited for as long as it takes.
    private bool IsStalled(WaitingFile file) => file.Reason switch
    {
        WaitReason.Empty =>
            context.Time.GetUtcNow() - file.Since >= EmptyTimeout
                || context.Time.GetUtcNow() - ReadFileInfo(file.Path).WrittenAt >= EmptyTimeout,
        WaitReason.Albums or WaitReason.Queue => false,
        _ => IsUnchanged(file.Path),
    };

    private bool IsUnchanged(string path)
    {
        var (length, writtenAt) = ReadFileInfo(path);
        return _changes.GetUnchangedTime(path, length, writtenAt) >= UnfinishedTimeout;
    }

    private static (long? Length, DateTime? WrittenAt) ReadFileInfo(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true } file ? (file.Length, file.LastWriteTimeUtc) : default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
