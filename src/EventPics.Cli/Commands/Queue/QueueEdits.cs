using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary><c>queue retry</c>, <c>remove</c>, <c>take-back</c> and <c>move</c>.</summary>
internal static class QueueEdits
{
    public static async Task<int> RetryAsync(CommandContext shell, IReadOnlyList<string> ids)
    {
        var queue = await shell.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = await QueueSelection.ResolveAsync(shell, queue, ids).ConfigureAwait(false);
        var withdrawn = choice.Uploads.Where(upload => upload.State is QueuedUploadState.Exported or QueuedUploadState.Removed).ToList();
        withdrawn.ForEach(upload => shell.Info($"eventpics: {shell.Texts.RetryNeedsTakeBack(Name(upload), upload.State)}"));
        var some = choice.Uploads.Except(withdrawn).Select(upload => upload.Id).ToList();

        // Also without a failed photo it is worth the call: whatever waits for its next attempt is tried now.
        var count = ids.Count > 0 && some.Count == 0 ? 0 : await queue.RetryAsync(ids.Count > 0 ? some : null, shell.StoppingToken).ConfigureAwait(false);
        var status = await queue.GetStatusAsync(shell.StoppingToken).ConfigureAwait(false);
        WriteCount(shell, "retried", count, shell.Texts.Retried(count, status.Waiting));
        if (status.Waiting + status.Sending > 0)
        {
            shell.Info(status.Health == QueueHealth.NotSending ? shell.Texts.Connection(QueueHealth.NotSending) : shell.Texts.RetryingNow);
        }

        return choice.Errors + withdrawn.Count > 0 ? ExitCodes.Failed : ExitCodes.Success;
    }

    public static async Task<int> RemoveAsync(CommandContext shell, IReadOnlyList<string> ids)
    {
        var queue = await shell.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = await QueueSelection.ResolveAsync(shell, queue, ids).ConfigureAwait(false);
        List<QueuedUpload> removed = [];
        foreach (var upload in choice.Uploads)
        {
            // As it is now: it may have been sent since it was found.
            var current = await queue.FindAsync(upload.Id, shell.StoppingToken).ConfigureAwait(false) ?? upload;
            if (await queue.RemoveAsync(upload.Id, shell.StoppingToken).ConfigureAwait(false))
            {
                removed.Add(current);
            }
            else
            {
                shell.Info($"eventpics: {shell.Texts.RemovedBefore(Name(upload))}");
            }
        }

        WriteCount(shell, "removed", removed.Count, shell.Texts.Removed(removed.Count));
        foreach (var upload in removed.Where(upload => upload.State is QueuedUploadState.Uploaded or QueuedUploadState.Sending || upload.PossibleDuplicate))
        {
            shell.Warn(upload.State == QueuedUploadState.Uploaded ? shell.Texts.RemovedAfterUpload(Name(upload)) : shell.Texts.RemovedWhileSending(Name(upload)));
        }

        if (removed.Count > 0)
        {
            shell.Info(shell.Texts.RemovalIsFinal(string.Join(' ', removed.Select(upload => upload.Id))));
        }

        return choice.Errors > 0 || removed.Count < choice.Uploads.Count ? ExitCodes.Failed : ExitCodes.Success;
    }

    /// <summary>Without IDs everything exported; a removal is undone for a photo that was given only.</summary>
    public static async Task<int> TakeBackAsync(CommandContext shell, IReadOnlyList<string> ids)
    {
        var queue = await shell.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = ids.Count > 0
            ? await QueueSelection.ResolveAsync(shell, queue, ids).ConfigureAwait(false)
            : new QueueSelection(await queue.ListAsync(QueuedUploadState.Exported, int.MaxValue, shell.StoppingToken).ConfigureAwait(false), Errors: 0);
        var (count, mistakes) = (0, choice.Errors);
        foreach (var upload in choice.Uploads)
        {
            if (upload.State is not (QueuedUploadState.Exported or QueuedUploadState.Removed))
            {
                shell.Info($"eventpics: {shell.Texts.NothingToTakeBack(Name(upload))}");
                mistakes++;
                continue;
            }

            var isReachable = upload.ExportedTo is not { } folder || Directory.Exists(folder);
            if (await queue.TakeBackAsync([upload.Id], shell.StoppingToken).ConfigureAwait(false) == 0)
            {
                shell.Info($"eventpics: {shell.Texts.NotTakenBack(Name(upload))}");
                mistakes++;
                continue;
            }

            count++;
            if (upload.State == QueuedUploadState.Removed)
            {
                shell.Info(shell.Texts.RemovalUndone(Name(upload), (await queue.FindAsync(upload.Id, shell.StoppingToken).ConfigureAwait(false))?.State));
            }
            else if (!isReachable || await queue.FindAsync(upload.Id, shell.StoppingToken).ConfigureAwait(false) is { PossibleDuplicate: true })
            {
                shell.Warn(shell.Texts.MayBeSentFromElsewhere(Name(upload), upload.ExportedTo?.Sanitize() ?? ""));
            }
        }

        WriteCount(shell, "takenBack", count, shell.Texts.TakenBack(count));
        return mistakes > 0 ? ExitCodes.Failed : ExitCodes.Success;
    }

    public static async Task<int> MoveAsync(CommandContext shell, IReadOnlyList<string> ids, QueueFilter? from, string wanted, string? album)
    {
        var target = await EventLookup.FindAsync(shell, wanted, album).ConfigureAwait(false);
        var queue = await shell.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = ids.Count > 0 ? await QueueSelection.ResolveAsync(shell, queue, ids).ConfigureAwait(false) : await NotUploadedAsync(shell, queue, from).ConfigureAwait(false);
        var (count, mistakes) = (0, choice.Errors);
        foreach (var upload in choice.Uploads.Where(upload => upload.LinkId != target.LinkId || upload.AlbumId != target.AlbumId))
        {
            if (await queue.RerouteAsync(upload.Id, target.LinkId, target.AlbumId, shell.StoppingToken).ConfigureAwait(false))
            {
                count++;
                continue;
            }

            var now = await queue.FindAsync(upload.Id, shell.StoppingToken).ConfigureAwait(false);
            shell.Info($"eventpics: {shell.Texts.NotRerouted(Name(upload), now?.State ?? QueuedUploadState.Removed)}");
            mistakes++;
        }

        WriteCount(shell, "moved", count, shell.Texts.Moved(count, Texts.Place(target)));
        return mistakes > 0 ? ExitCodes.Failed : ExitCodes.Success;
    }

    public static void WriteCount(CommandContext shell, string type, int count, string text)
    {
        if (shell.Json)
        {
            JsonOutput.Write(shell.Out, new CountLine(type, count));
        }
        else
        {
            shell.Out.WriteLine(text);
        }
    }

    private static async Task<QueueSelection> NotUploadedAsync(CommandContext shell, UploadQueue queue, QueueFilter? from)
    {
        List<QueuedUpload> uploads = [];
        await foreach (var upload in queue.EnumerateAsync(from, shell.StoppingToken).ConfigureAwait(false))
        {
            if (upload.State is QueuedUploadState.Waiting or QueuedUploadState.Sending or QueuedUploadState.Failed)
            {
                uploads.Add(upload);
            }
        }

        return new QueueSelection(uploads, Errors: 0);
    }

    private static string Name(QueuedUpload upload) => upload.FileName.Sanitize();
}
