using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary><c>queue retry</c>, <c>remove</c>, <c>take-back</c> and <c>move</c>.</summary>
internal static class QueueEdits
{
    public static async Task<int> RetryAsync(CommandContext context, IReadOnlyList<string> ids)
    {
        var queue = await context.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = await QueueSelection.ResolveAsync(context, queue, ids).ConfigureAwait(false);
        var withdrawn = choice.Uploads.Where(upload => upload.State is QueuedUploadState.Exported or QueuedUploadState.Removed).ToList();
        withdrawn.ForEach(upload => context.Info($"eventpics: {context.Texts.RetryNeedsTakeBack(Name(upload), upload.State)}"));
        var some = choice.Uploads.Except(withdrawn).Select(upload => upload.Id).ToList();

        // Also without a failed photo it is worth the call: whatever waits for its next attempt is tried now.
        var count = ids.Count > 0 && some.Count == 0 ? 0 : await queue.RetryAsync(ids.Count > 0 ? some : null, context.StoppingToken).ConfigureAwait(false);
        var status = await queue.GetStatusAsync(context.StoppingToken).ConfigureAwait(false);
        WriteCount(context, "retried", count, context.Texts.Retried(count, status.Waiting));
        if (status.Waiting + status.Sending > 0)
        {
            context.Info(status.Health == QueueHealth.NotSending ? context.Texts.Connection(QueueHealth.NotSending) : context.Texts.RetryingNow);
        }

        return choice.Errors + withdrawn.Count > 0 ? ExitCodes.Failed : ExitCodes.Success;
    }

    public static async Task<int> RemoveAsync(CommandContext context, IReadOnlyList<string> ids)
    {
        var queue = await context.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = await QueueSelection.ResolveAsync(context, queue, ids).ConfigureAwait(false);
        List<QueuedUpload> removed = [];
        foreach (var upload in choice.Uploads)
        {
            // As it is now: it may have been sent since it was found.
            var current = await queue.FindAsync(upload.Id, context.StoppingToken).ConfigureAwait(false) ?? upload;
            if (await queue.RemoveAsync(upload.Id, context.StoppingToken).ConfigureAwait(false))
            {
                removed.Add(current);
            }
            else
            {
                context.Info($"eventpics: {context.Texts.RemovedBefore(Name(upload))}");
            }
        }

        WriteCount(context, "removed", removed.Count, context.Texts.Removed(removed.Count));
        foreach (var upload in removed.Where(upload => upload.State is QueuedUploadState.Uploaded or QueuedUploadState.Sending || upload.PossibleDuplicate))
        {
            context.Warn(upload.State == QueuedUploadState.Uploaded ? context.Texts.RemovedAfterUpload(Name(upload)) : context.Texts.RemovedWhileSending(Name(upload)));
        }

        if (removed.Count > 0)
        {
            context.Info(context.Texts.RemovalIsFinal(string.Join(' ', removed.Select(upload => upload.Id))));
        }

        return choice.Errors > 0 || removed.Count < choice.Uploads.Count ? ExitCodes.Failed : ExitCodes.Success;
    }

    /// <summary>Without IDs everything exported; a removal is undone for a photo that was given only.</summary>
    public static async Task<int> TakeBackAsync(CommandContext context, IReadOnlyList<string> ids)
    {
        var queue = await context.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = ids.Count > 0
            ? await QueueSelection.ResolveAsync(context, queue, ids).ConfigureAwait(false)
            : new QueueSelection(await queue.ListAsync(QueuedUploadState.Exported, int.MaxValue, context.StoppingToken).ConfigureAwait(false), Errors: 0);
        var (count, errors) = (0, choice.Errors);
        foreach (var upload in choice.Uploads)
        {
            if (upload.State is not (QueuedUploadState.Exported or QueuedUploadState.Removed))
            {
                context.Info($"eventpics: {context.Texts.NothingToTakeBack(Name(upload))}");
                errors++;
                continue;
            }

            var isReachable = upload.ExportedTo is not { } folder || Directory.Exists(folder);
            if (await queue.TakeBackAsync([upload.Id], context.StoppingToken).ConfigureAwait(false) == 0)
            {
                context.Info($"eventpics: {context.Texts.NotTakenBack(Name(upload))}");
                errors++;
                continue;
            }

            count++;
            if (upload.State == QueuedUploadState.Removed)
            {
                context.Info(context.Texts.RemovalUndone(Name(upload), (await queue.FindAsync(upload.Id, context.StoppingToken).ConfigureAwait(false))?.State));
            }
            else if (!isReachable || await queue.FindAsync(upload.Id, context.StoppingToken).ConfigureAwait(false) is { PossibleDuplicate: true })
            {
                context.Warn(context.Texts.MayBeSentFromElsewhere(Name(upload), upload.ExportedTo?.Sanitize() ?? ""));
            }
        }

        WriteCount(context, "takenBack", count, context.Texts.TakenBack(count));
        return errors > 0 ? ExitCodes.Failed : ExitCodes.Success;
    }

    public static async Task<int> MoveAsync(CommandContext context, IReadOnlyList<string> ids, QueueFilter? from, string wanted, string? album)
    {
        var destination = await EventLookup.FindAsync(context, wanted, album).ConfigureAwait(false);
        var queue = await context.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = ids.Count > 0 ? await QueueSelection.ResolveAsync(context, queue, ids).ConfigureAwait(false) : await NotUploadedAsync(context, queue, from).ConfigureAwait(false);
        var (count, errors) = (0, choice.Errors);
        foreach (var upload in choice.Uploads.Where(upload => upload.LinkId != destination.LinkId || upload.AlbumId != destination.AlbumId))
        {
            if (await queue.RerouteAsync(upload.Id, destination.LinkId, destination.AlbumId, context.StoppingToken).ConfigureAwait(false))
            {
                count++;
                continue;
            }

            var now = await queue.FindAsync(upload.Id, context.StoppingToken).ConfigureAwait(false);
            context.Info($"eventpics: {context.Texts.NotRerouted(Name(upload), now?.State ?? QueuedUploadState.Removed)}");
            errors++;
        }

        WriteCount(context, "moved", count, context.Texts.Moved(count, Texts.Place(destination)));
        return errors > 0 ? ExitCodes.Failed : ExitCodes.Success;
    }

    public static void WriteCount(CommandContext context, string type, int count, string text)
    {
        if (context.Json)
        {
            JsonOutput.Write(context.Out, new CountLine(type, count));
        }
        else
        {
            context.Out.WriteLine(text);
        }
    }

    private static async Task<QueueSelection> NotUploadedAsync(CommandContext context, UploadQueue queue, QueueFilter? from)
    {
        List<QueuedUpload> uploads = [];
        await foreach (var upload in queue.EnumerateAsync(from, context.StoppingToken).ConfigureAwait(false))
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
