using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary><c>queue move</c>: sends photos to another event or album.</summary>
internal static class QueueMove
{
    public static async Task<int> RunAsync(
        CommandContext context, IReadOnlyList<string> ids, QueueFilter? from, string wanted, string? album)
    {
        var destination = await EventLookup.FindAsync(context, wanted, album).ConfigureAwait(false);
        var queue = await context.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = ids.Count > 0
            ? await QueueSelection.ResolveAsync(context, queue, ids).ConfigureAwait(false)
            : await NotUploadedAsync(context, queue, from).ConfigureAwait(false);
        var (count, errors) = (0, choice.Errors);
        foreach (var upload in choice.Uploads.Where(upload => upload.LinkId != destination.LinkId || upload.AlbumId != destination.AlbumId))
        {
            if (await queue.RerouteAsync(upload.Id, destination.LinkId, destination.AlbumId, context.StoppingToken).ConfigureAwait(false))
            {
                count++;
                continue;
            }

            var now = await queue.FindAsync(upload.Id, context.StoppingToken).ConfigureAwait(false);
            context.Info($"eventpics: {context.Texts.NotRerouted(upload.FileName.Sanitize(), now?.State ?? QueuedUploadState.Removed)}");
            errors++;
        }

        CountWriter.Write(context, "moved", count, context.Texts.Moved(count, Texts.Place(destination)));
        return errors > 0 ? ExitCodes.Failed : ExitCodes.Success;
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
}
