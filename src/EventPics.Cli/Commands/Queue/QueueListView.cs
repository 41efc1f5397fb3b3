using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary><c>queue list</c>: lists the photos in the queue.</summary>
internal static class QueueListView
{
    public static async Task<int> RunAsync(CommandContext context, QueueFilter filter)
    {
        var queue = await context.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var ids = context.Json ? null : await ShortIdsAsync(context, queue).ConfigureAwait(false);
        var count = 0;
        await foreach (var upload in queue.EnumerateAsync(filter, context.StoppingToken).ConfigureAwait(false))
        {
            count++;
            var note = DescribeNote(upload, context.Texts);
            if (context.Json)
            {
                JsonOutput.Write(context.Out, QueueLine.From(
                    upload, upload.State is QueuedUploadState.Exported or QueuedUploadState.Removed ? null : note));
            }
            else
            {
                context.Out.WriteLine(context.Texts.QueueLine(upload, ids!.Of(upload.Id), note));
            }
        }

        if (count == 0)
        {
            context.Info(
                await IsEmptyAsync(context, queue).ConfigureAwait(false) ? context.Texts.QueueEmpty : context.Texts.NothingMatches);
        }

        return ExitCodes.Success;
    }

    private static string? DescribeNote(QueuedUpload upload, Texts texts) => upload.State switch
    {
        QueuedUploadState.Uploaded => null,
        QueuedUploadState.Exported => texts.ExportedNote(upload.ExportedTo?.Sanitize() ?? "", upload.WithdrawnAt),
        QueuedUploadState.Removed => texts.RemovedNote(upload.WithdrawnAt),
        _ => texts.ErrorText(upload),
    };

    private static async Task<ShortIds> ShortIdsAsync(CommandContext context, UploadQueue queue)
    {
        List<string> ids = [];
        await foreach (var upload in queue.EnumerateAsync(null, context.StoppingToken).ConfigureAwait(false))
        {
            ids.Add(upload.Id);
        }

        return new ShortIds(ids);
    }

    private static async Task<bool> IsEmptyAsync(CommandContext context, UploadQueue queue) =>
        (await queue.ListAsync(filter: null, limit: 1, cancellationToken: context.StoppingToken).ConfigureAwait(false)).Uploads.Count == 0;
}
