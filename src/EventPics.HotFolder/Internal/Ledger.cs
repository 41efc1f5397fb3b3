using EventPics.Queue;

namespace EventPics.HotFolder.Internal;

/// <summary>
/// Recognises at the start what was handed over before, without reading each file again: same path, same length, not written since.
/// Whatever it doesn't recognise is hashed and looked up in the queue.
/// </summary>
internal sealed class Ledger
{
    // The coarsest clock a file's time may come from is FAT's.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, QueuedUpload> _uploads = new(Paths.Comparer);

    public static async Task<Ledger> LoadAsync(UploadQueue queue, HotFolderOptions options, CancellationToken cancellationToken)
    {
        var ledger = new Ledger();
        // Newest first, so a file's last version is the one that stays.
        foreach (var upload in await queue.ListAsync(state: null, int.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            var isForHere = upload.LinkId == options.LinkId && (options.AlbumBySubfolder || upload.AlbumId == options.AlbumId);
            if (upload.SourcePath is { } path && isForHere && !ledger._uploads.ContainsKey(path))
            {
                ledger._uploads.Add(path, upload);
            }
        }

        return ledger;
    }

    public QueuedUpload? Find(string path, FileSnapshot snapshot) =>
        _uploads.TryGetValue(path, out var upload)
            && upload.Length == snapshot.Length
            && snapshot.LastWriteUtc + Margin < upload.EnqueuedAt.UtcDateTime
                ? upload
                : null;
}
