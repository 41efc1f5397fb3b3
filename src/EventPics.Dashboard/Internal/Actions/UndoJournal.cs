using System.Text.Json;
using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Actions;

/// <summary>
/// Photos whose removal is being undone, on disk. The queue forgets a removal and enqueues the photo again in two steps: if the program
/// ends between them, the next start completes the undo, because that was the person's last word. A removal that was not undone stays
/// one.
/// </summary>
internal sealed class UndoJournal(UploadQueue queue)
{
    private const string BytesExtension = ".bin";
    private const string EntryExtension = ".json";
    private const string UnfinishedExtension = ".tmp";

    private static readonly TimeSpan OrphanAge = TimeSpan.FromHours(1);

    private readonly string _folder = Path.Combine(queue.Folder, "undo");

    public async Task WriteAsync(RemovedUpload removed)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder);
        }
        else
        {
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        // The bytes come first: an entry that can be read is complete.
        removed.Bytes.Position = 0;
        await WriteAsync(PathOf(removed.Upload.Id, BytesExtension), removed.Bytes).ConfigureAwait(false);
        var entry = JsonSerializer.SerializeToUtf8Bytes(removed.Upload, UndoJson.Default.QueuedUpload);
        await WriteAsync(PathOf(removed.Upload.Id, EntryExtension), new MemoryStream(entry)).ConfigureAwait(false);
    }

    public void Delete(string id)
    {
        File.Delete(PathOf(id, EntryExtension));
        File.Delete(PathOf(id, BytesExtension));
    }

    /// <summary>Completes what an earlier run of the program has begun to undo.</summary>
    public async Task CompleteAsync()
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        foreach (var path in Directory.GetFiles(_folder, "*" + EntryExtension))
        {
            try
            {
                await CompleteAsync(path).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
            {
                // It stays for the next start, and prevents no other.
            }
        }

        foreach (var file in new DirectoryInfo(_folder).GetFiles().Where(IsOrphan))
        {
            file.Delete();
        }
    }

    private async Task CompleteAsync(string path)
    {
        var entry = await File.ReadAllBytesAsync(path).ConfigureAwait(false);
        if (JsonSerializer.Deserialize(entry, UndoJson.Default.QueuedUpload) is { } upload)
        {
            using var removed = new RemovedUpload(upload, File.OpenRead(PathOf(upload.Id, BytesExtension)));
            await removed.EnqueueAsync(queue).ConfigureAwait(false);
            Delete(upload.Id);
        }
    }

    private static bool IsOrphan(FileInfo file) =>
        file.LastWriteTimeUtc < TimeProvider.System.GetUtcNow() - OrphanAge
        && !File.Exists(Path.ChangeExtension(file.FullName, EntryExtension));

    private static async Task WriteAsync(string path, Stream content)
    {
        var file = new FileStream(path + UnfinishedExtension, FileMode.Create, FileAccess.Write);
        await using (file.ConfigureAwait(false))
        {
            await content.CopyToAsync(file).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + UnfinishedExtension, path, overwrite: true);
    }

    private string PathOf(string id, string extension) => Path.Combine(_folder, id + extension);
}
