using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary><c>queue retry</c>, <c>remove</c>, <c>take-back</c> and <c>move</c>.</summary>
internal static class QueueRepairs
{
    public static async Task<int> RetryAsync(Shell shell, IReadOnlyList<string> ids)
    {
        var queue = await QueueViews.OpenAsync(shell).ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = await QueueChoice.OfAsync(shell, queue, ids).ConfigureAwait(false);
        var withdrawn = choice.Uploads.Where(upload => upload.State is QueuedUploadState.Exported or QueuedUploadState.Removed).ToList();
        withdrawn.ForEach(upload => shell.Say($"eventpics: {shell.Texts.RetryNeedsTakeBack(Name(upload), upload.State)}"));
        var some = choice.Uploads.Except(withdrawn).Select(upload => upload.Id).ToList();

        // Also without a failed photo it is worth the call: whatever waits for its next attempt is tried now.
        var count = ids.Count > 0 && some.Count == 0 ? 0 : await queue.RetryAsync(ids.Count > 0 ? some : null, shell.Stop).ConfigureAwait(false);
        var status = await queue.GetStatusAsync(shell.Stop).ConfigureAwait(false);
        Tell(shell, "retried", count, shell.Texts.Retried(count, status.Waiting));
        if (status.Waiting + status.Sending > 0)
        {
            shell.Say(status.Connection == QueueConnection.NotSending ? shell.Texts.Connection(QueueConnection.NotSending) : shell.Texts.TriesNow);
        }

        return choice.Mistakes + withdrawn.Count > 0 ? ExitCodes.Refused : ExitCodes.Done;
    }

    public static async Task<int> RemoveAsync(Shell shell, IReadOnlyList<string> ids)
    {
        var queue = await QueueViews.OpenAsync(shell).ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = await QueueChoice.OfAsync(shell, queue, ids).ConfigureAwait(false);
        List<QueuedUpload> removed = [];
        foreach (var upload in choice.Uploads)
        {
            // As it is now: it may have been sent since it was found.
            var current = await queue.FindAsync(upload.Id, shell.Stop).ConfigureAwait(false) ?? upload;
            if (await queue.RemoveAsync(upload.Id, shell.Stop).ConfigureAwait(false))
            {
                removed.Add(current);
            }
            else
            {
                shell.Say($"eventpics: {shell.Texts.RemovedBefore(Name(upload))}");
            }
        }

        Tell(shell, "removed", removed.Count, shell.Texts.Removed(removed.Count));
        foreach (var upload in removed.Where(upload => upload.State is QueuedUploadState.Uploaded or QueuedUploadState.Sending || upload.PossibleDuplicate))
        {
            shell.Warn(upload.State == QueuedUploadState.Uploaded ? shell.Texts.RemovedAfterUpload(Name(upload)) : shell.Texts.RemovedWhileSending(Name(upload)));
        }

        if (removed.Count > 0)
        {
            shell.Say(shell.Texts.RemovalIsFinal(string.Join(' ', removed.Select(upload => upload.Id))));
        }

        return choice.Mistakes > 0 || removed.Count < choice.Uploads.Count ? ExitCodes.Refused : ExitCodes.Done;
    }

    /// <summary>Without IDs everything exported; a removal is undone for a photo that was given only.</summary>
    public static async Task<int> TakeBackAsync(Shell shell, IReadOnlyList<string> ids)
    {
        var queue = await QueueViews.OpenAsync(shell).ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = ids.Count > 0
            ? await QueueChoice.OfAsync(shell, queue, ids).ConfigureAwait(false)
            : new QueueChoice(await queue.ListAsync(QueuedUploadState.Exported, int.MaxValue, shell.Stop).ConfigureAwait(false), Mistakes: 0);
        var (count, mistakes) = (0, choice.Mistakes);
        foreach (var upload in choice.Uploads)
        {
            if (upload.State is not (QueuedUploadState.Exported or QueuedUploadState.Removed))
            {
                shell.Say($"eventpics: {shell.Texts.NothingToTakeBack(Name(upload))}");
                mistakes++;
                continue;
            }

            var isReachable = upload.ExportedTo is not { } folder || Directory.Exists(folder);
            if (await queue.TakeBackAsync([upload.Id], shell.Stop).ConfigureAwait(false) == 0)
            {
                shell.Say($"eventpics: {shell.Texts.NotTakenBack(Name(upload))}");
                mistakes++;
                continue;
            }

            count++;
            if (upload.State == QueuedUploadState.Removed)
            {
                shell.Say(shell.Texts.RemovalUndone(Name(upload), (await queue.FindAsync(upload.Id, shell.Stop).ConfigureAwait(false))?.State));
            }
            else if (!isReachable || await queue.FindAsync(upload.Id, shell.Stop).ConfigureAwait(false) is { PossibleDuplicate: true })
            {
                shell.Warn(shell.Texts.MayBeSentFromElsewhere(Name(upload), upload.ExportedTo?.Plain() ?? ""));
            }
        }

        Tell(shell, "takenBack", count, shell.Texts.TakenBack(count));
        return mistakes > 0 ? ExitCodes.Refused : ExitCodes.Done;
    }

    public static async Task<int> MoveAsync(Shell shell, IReadOnlyList<string> ids, QueueFilter? from, string wanted, string? album)
    {
        var target = await QueueEvents.FindAsync(shell, wanted, album).ConfigureAwait(false);
        var queue = await QueueViews.OpenAsync(shell).ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = ids.Count > 0 ? await QueueChoice.OfAsync(shell, queue, ids).ConfigureAwait(false) : await NotUploadedAsync(shell, queue, from).ConfigureAwait(false);
        var (count, mistakes) = (0, choice.Mistakes);
        foreach (var upload in choice.Uploads.Where(upload => upload.LinkId != target.LinkId || upload.AlbumId != target.AlbumId))
        {
            if (await queue.RerouteAsync(upload.Id, target.LinkId, target.AlbumId, shell.Stop).ConfigureAwait(false))
            {
                count++;
                continue;
            }

            var now = await queue.FindAsync(upload.Id, shell.Stop).ConfigureAwait(false);
            shell.Say($"eventpics: {shell.Texts.NotRerouted(Name(upload), now?.State ?? QueuedUploadState.Removed)}");
            mistakes++;
        }

        Tell(shell, "moved", count, shell.Texts.Moved(count, Texts.Place(target)));
        return mistakes > 0 ? ExitCodes.Refused : ExitCodes.Done;
    }

    public static void Tell(Shell shell, string type, int count, string text)
    {
        if (shell.Json)
        {
            JsonLines.Write(shell.Out, new CountLine(type, count));
        }
        else
        {
            shell.Out.WriteLine(text);
        }
    }

    private static async Task<QueueChoice> NotUploadedAsync(Shell shell, UploadQueue queue, QueueFilter? from)
    {
        List<QueuedUpload> uploads = [];
        await foreach (var upload in queue.EnumerateAsync(from, shell.Stop).ConfigureAwait(false))
        {
            if (upload.State is QueuedUploadState.Waiting or QueuedUploadState.Sending or QueuedUploadState.SetAside)
            {
                uploads.Add(upload);
            }
        }

        return new QueueChoice(uploads, Mistakes: 0);
    }

    private static string Name(QueuedUpload upload) => upload.FileName.Plain();
}
