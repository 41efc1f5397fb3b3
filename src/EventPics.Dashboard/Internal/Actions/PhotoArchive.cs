using System.Globalization;
using System.IO.Compression;
using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Actions;

/// <summary>Photos that are not uploaded yet as one zip file, for instance for a stick. They stay in the queue.</summary>
internal static class PhotoArchive
{
    public const int MaxPhotos = 100;

    /// <summary>Writes the bytes as they are read: no photo is held in memory. Photos whose bytes are gone are left out.</summary>
    public static async Task WriteAsync(Stream output, UploadQueue queue, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var archive = await ZipArchive.CreateAsync(
            output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var id in ids)
            {
                if (await queue.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } upload
                    && await queue.OpenReadAsync(id, cancellationToken).ConfigureAwait(false) is { } photo)
                {
                    await using (photo.ConfigureAwait(false))
                    {
                        await AddAsync(archive, UniqueName(upload.FileName, names), photo, cancellationToken).ConfigureAwait(false);
                    }
                }
            }
        }
    }

    private static async Task AddAsync(ZipArchive archive, string name, Stream photo, CancellationToken cancellationToken)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.NoCompression); // Photos and videos are compressed already.
        var target = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (target.ConfigureAwait(false))
        {
            await photo.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string UniqueName(string fileName, HashSet<string> names)
    {
        var name = string.Concat(fileName.Select(static c => c is '/' or '\\' or ':' ? '_' : c));
        for (var number = 2; !names.Add(name); number++)
        {
            name = string.Create(
                CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(fileName)} ({number}){Path.GetExtension(fileName)}");
        }

        return name;
    }
}
