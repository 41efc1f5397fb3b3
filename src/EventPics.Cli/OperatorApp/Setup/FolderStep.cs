using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;
using EventPics.Cli.Watching;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.OperatorApp.Setup;

/// <summary>The third step: what the folder contains already, and where that went, so that no other event's photos are sent unnoticed.</summary>
internal sealed class FolderStep(CommandContext context, UploadQueue queue)
{
    private const int PageSize = 1000;

    public async Task<WireContents> ReadAsync(WireChoice choice, CancellationToken cancellationToken)
    {
        var folder = choice.Folder!;
        if (WatchedPathValidator.FindUnknownPlaceholder(folder, context.Texts) is { } unknown)
        {
            return Unreadable(unknown);
        }

        var exclude = BoothFiles.Exclude([], choice.SingleShots, choice.Videos);
        var options = new HotFolderOptions { Path = folder, LinkId = choice.LinkId!, TimeProvider = context.Time };
        exclude.ToList().ForEach(options.Exclude.Add);
        try
        {
            var today = context.Time.GetLocalNow().Date;
            var preview = await HotFolderPreview.ReadAsync(queue, options, cancellationToken).ConfigureAwait(false);
            var elsewhere = await FindSentElsewhereAsync(choice, cancellationToken).ConfigureAwait(false);
            var fromToday = MediaFiles.Enumerate(folder, exclude: exclude)
                .Where(file => file.SkipReason is null && !elsewhere.Contains(file.Path))
                .Count(file => File.GetLastWriteTime(file.Path) >= today);
            return new WireContents(
                preview.Files, fromToday, preview.Unknown, preview.Oldest, preview.Newest,
                [
                    .. preview.Destinations.Select(earlier => new WireEarlier(
                        DestinationResolver.TitleOf(context, earlier.LinkId), earlier.Files, earlier.LatestAt, earlier.LinkId == choice.LinkId)),
                ],
                HasSingleShots(folder), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unreadable(Directory.Exists(folder)
                ? $"{folder.Sanitize()}: {context.Texts.UnreadableFolder}"
                : context.Texts.NoSuchFolder(folder.Sanitize()));
        }
    }

    // They are never sent to this event, whatever their age.
    private async Task<HashSet<string>> FindSentElsewhereAsync(WireChoice choice, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        string? continuation = null;
        do
        {
            var page = await queue.ListAsync(
                new QueueFilter { SourceFolder = choice.Folder }, continuation, PageSize, cancellationToken).ConfigureAwait(false);
            found.UnionWith(page.Uploads.Where(upload => upload.LinkId != choice.LinkId).Select(upload => upload.SourcePath).OfType<string>());
            continuation = page.Continuation;
        }
        while (continuation is not null);

        return found;
    }

    private static WireContents Unreadable(string problem) => new(0, 0, 0, null, null, [], false, problem);

    private static bool HasSingleShots(string folder) => Directory.EnumerateDirectories(folder)
        .Any(each => BoothFiles.SingleShotFolders.Contains(Path.GetFileName(each), StringComparer.OrdinalIgnoreCase));
}
