using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.Queueing;
using EventPics.Queue;

namespace EventPics.HotFolder.Internal.Scanning;

/// <summary>
/// Recognizes at the start what was enqueued before, without reading each file again: same path, same length, same modification time.
/// A file that it doesn't recognize is hashed and looked up in the queue.
/// </summary>
internal sealed class StartupIndex
{
    private readonly Dictionary<string, List<QueuedUpload>> _uploads = new(Paths.Comparer);

    /// <summary>Loads the queue's rows for the files in some folders.</summary>
    public static async Task<StartupIndex> LoadAsync(
        IPhotoQueue queue, IReadOnlyCollection<string> folders, CancellationToken cancellationToken)
    {
        var index = new StartupIndex();
        await foreach (var upload in queue.EnumerateAsync(cancellationToken).ConfigureAwait(false))
        {
            if (upload.SourcePath is not { } path || !folders.Any(folder => Paths.IsBelow(folder, path)))
            {
                continue;
            }

            if (!index._uploads.TryGetValue(path, out var uploads))
            {
                index._uploads.Add(path, uploads = new List<QueuedUpload>(1));
            }

            uploads.Add(upload);
        }

        return index;
    }

    /// <summary>Returns the uploads of this version of a file, newest first.</summary>
    public IEnumerable<QueuedUpload> Find(string path, FileSnapshot snapshot) =>
        _uploads.TryGetValue(path, out var uploads)
            ? uploads.Where(upload => upload.Length == snapshot.Length && upload.SourceModifiedAt?.UtcDateTime == snapshot.LastWriteUtc)
            : [];
}
