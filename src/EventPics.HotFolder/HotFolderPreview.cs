using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.History;
using EventPics.HotFolder.Internal.Hosting;
using EventPics.HotFolder.Internal.Queueing;
using EventPics.HotFolder.Internal.Scanning;
using EventPics.HotFolder.Internal.Watching;
using EventPics.Queue;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder;

/// <summary>The content of a folder before it is watched, so that an operator can confirm that it is meant for this event.</summary>
public sealed class HotFolderPreview
{
    /// <summary>Gets or sets the event that the folder was used for last.</summary>
    /// <value>Default: <see langword="null"/>; it was never used with this queue.</value>
    public string? LastLinkId { get; set; }

    /// <summary>Gets or sets since when it was used for that event.</summary>
    public DateTimeOffset? LastUsedSince { get; set; }

    /// <summary>Gets or sets the number of photos and videos in the folder that match its patterns.</summary>
    public int Files { get; set; }

    /// <summary>Gets or sets when the oldest of them was created there or modified, whichever is later.</summary>
    public DateTimeOffset? Oldest { get; set; }

    /// <summary>Gets or sets the same for the newest of them.</summary>
    public DateTimeOffset? Newest { get; set; }

    /// <summary>Gets or sets how many of them are unknown to the queue.</summary>
    public int Unknown { get; set; }

    /// <summary>Gets or sets the destinations of the others, most files first.</summary>
    public IReadOnlyList<HotFolderDestination> Destinations { get; set; } = [];

    /// <summary>Reads a folder and the queue without opening a photo or changing anything.</summary>
    /// <param name="queue">The queue that receives the photos.</param>
    /// <param name="options">The options of the hot folder.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The content; no files when the folder doesn't exist.</returns>
    /// <exception cref="ArgumentException">An option is missing or invalid.</exception>
    /// <exception cref="UploadQueueException">The queue can't be read.</exception>
    public static async Task<HotFolderPreview> ReadAsync(
        UploadQueue queue, HotFolderOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(options);
        var validOptions = HotFolderOptionsRules.Validate(options);
        var folders = new PathTemplate(validOptions.Path).At(validOptions.TimeProvider.GetLocalNow());
        var history = new FolderHistory(queue.Folder, NullLogger.Instance);
        var last = folders.Select(history.Find).FirstOrDefault(static use => use is { LinkId.Length: > 0 });
        var index = await StartupIndex.LoadAsync(new PhotoQueue(queue), folders, cancellationToken).ConfigureAwait(false);
        var filter = new FileFilter(validOptions.Recursive, validOptions.Include, validOptions.Exclude, queue.Folder);

        var preview = new HotFolderPreview { LastLinkId = last?.LinkId, LastUsedSince = last?.Since };
        var destinations = new Dictionary<string, (int Files, DateTimeOffset Latest)>(StringComparer.Ordinal);
        foreach (var file in folders.Where(Directory.Exists)
            .SelectMany(folder => FolderEnumerator.Enumerate(folder, folder, filter, static (_, _) => { }))
            .Where(static found => found.Skip is null)
            .Select(static found => found.File))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FileSnapshot.Of(file) is not { } snapshot)
            {
                continue;
            }

            preview.Files++;
            var since = new DateTimeOffset(FileTimes.ArrivedUtc(file.FullName, snapshot.LastWriteUtc), TimeSpan.Zero);
            preview.Oldest = preview.Oldest < since ? preview.Oldest : since;
            preview.Newest = preview.Newest > since ? preview.Newest : since;
            var known = index.Find(file.FullName, snapshot).Where(DeliveryRules.BelongsToEvent).ToList();
            preview.Unknown += known.Count == 0 ? 1 : 0;
            foreach (var upload in known.GroupBy(static upload => upload.LinkId).Select(static uploads => uploads.First()))
            {
                var at = upload.UploadedAt ?? upload.EnqueuedAt;
                var (count, latest) = destinations.TryGetValue(upload.LinkId, out var earlier) ? earlier : (0, at);
                destinations[upload.LinkId] = (count + 1, latest > at ? latest : at);
            }
        }

        preview.Destinations =
        [
            .. destinations.Select(static entry => new HotFolderDestination(entry.Key, entry.Value.Files, entry.Value.Latest))
                .OrderByDescending(static destination => destination.Files),
        ];
        return preview;
    }
}
