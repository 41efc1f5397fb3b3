using EventPics.Cli.Context;
using EventPics.HotFolder;

namespace EventPics.Cli.Commands.Watch;

/// <summary>Waits for <c>watch --once</c> until all that is in the folder is dealt with.</summary>
internal sealed class FolderDrain(CommandContext context, HotFolderWatcher folder, HotFolderListener news)
{
    // A camera fills what it opens within seconds; what stays empty, cut short or unreadable for longer would be waited for in vain.
    private static readonly TimeSpan EmptyTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UnfinishedTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MoveTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, (long? Length, DateTimeOffset? WrittenAt, long Since)> _seen = new(StringComparer.Ordinal);

    /// <summary>Waits until each file is queued, refused, or has not changed for so long that waiting is in vain.</summary>
    public async Task WaitUntilQueuedAsync(CancellationToken cancellationToken)
    {
        var settled = folder.WaitUntilSettledAsync(cancellationToken);
        while (!settled.IsCompleted)
        {
            if (Unfinished() is { Count: > 0 } rest && rest.TrueForAll(IsStalled))
            {
                rest.Where(file => file.Reason == WaitReason.Empty).ToList().ForEach(file => news.FailEmpty(file.Path));
                return;
            }

            await Task.WhenAny(settled, Task.Delay(PollInterval, context.Time, cancellationToken)).ConfigureAwait(false);
        }

        await settled.ConfigureAwait(false);
    }

    /// <summary>Waits until what was uploaded is moved or deleted.</summary>
    public async Task WaitUntilMovedAsync(CancellationToken cancellationToken)
    {
        var settled = folder.WaitUntilSettledAsync(cancellationToken);
        var moving = folder.Status.Waiting.Count == 0 ? settled : Task.WhenAny(settled, Task.Delay(MoveTimeout, context.Time, cancellationToken));
        await moving.ConfigureAwait(false);
    }

    private List<WaitingFile> Unfinished() => [.. folder.Status.Waiting.Where(file => !news.IsFailedAsEmpty(file.Path))];

    // What waits for albums or for room in the queue is waited for as long as it takes.
    private bool IsStalled(WaitingFile file) => file.Reason switch
    {
        WaitReason.Empty => context.Time.GetUtcNow() - file.Since >= EmptyTimeout || context.Time.GetUtcNow() - ReadFileInfo(file.Path).WrittenAt >= EmptyTimeout,
        WaitReason.Albums or WaitReason.Queue => false,
        _ => IsUnchanged(file.Path),
    };

    private bool IsUnchanged(string path)
    {
        var (length, writtenAt) = ReadFileInfo(path);
        if (!_seen.TryGetValue(path, out var seen) || seen.Length != length || seen.WrittenAt != writtenAt)
        {
            _seen[path] = seen = (length, writtenAt, context.Time.GetTimestamp());
        }

        return context.Time.GetElapsedTime(seen.Since) >= UnfinishedTimeout;
    }

    private static (long? Length, DateTimeOffset? WrittenAt) ReadFileInfo(string path)
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
