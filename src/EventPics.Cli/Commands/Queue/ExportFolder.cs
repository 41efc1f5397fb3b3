using System.Text.Json;
using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending;

namespace EventPics.Cli.Commands.Queue;

/// <summary>A folder, on a USB drive for instance, with exported photos and a sidecar file for each.</summary>
internal sealed class ExportFolder(string folder)
{
    private const string SidecarExtension = ".eventpics.json";

    /// <summary>The names of the sidecar files with their content; <see langword="null"/> for one that can't be read.</summary>
    public IEnumerable<(string Sidecar, ExportedPhoto? Photo)> List() =>
        Directory.EnumerateFiles(folder, "*" + SidecarExtension)
            .Order(StringComparer.Ordinal)
            .Select(sidecar => (Path.GetFileName(sidecar), Read(sidecar)));

    public string PathOf(ExportedPhoto photo) => Path.Combine(folder, photo.StoredAs);

    /// <summary>Whether the file still holds the bytes that were exported.</summary>
    public async Task<bool> IsIntactAsync(ExportedPhoto photo, CancellationToken cancellationToken)
    {
        var (_, sha256) = await FileHash.ComputeAsync(PathOf(photo), cancellationToken).ConfigureAwait(false);
        return photo.Sha256.Equals(sha256, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Marks a photo as imported. Taking it back on this computer may have deleted the sidecar file.</summary>
    public void MarkImported(ExportedPhoto photo)
    {
        var path = PathOf(photo) + SidecarExtension;
        if (!File.Exists(path))
        {
            return;
        }

        using (var file = new FileStream(path + ".tmp", FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, photo with { IsImported = true }, JsonOutput.Default.ExportedPhoto);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".tmp", path, overwrite: true);
    }

    private static ExportedPhoto? Read(string sidecar)
    {
        try
        {
            var photo = JsonSerializer.Deserialize(File.ReadAllBytes(sidecar), JsonOutput.Default.ExportedPhoto);
            string?[] needed = [photo?.FileName, photo?.StoredAs, photo?.LinkId, photo?.Sha256];

            // The name comes from a drive that was elsewhere, so it must not lead out of the folder.
            return needed.Any(string.IsNullOrWhiteSpace) ? null : photo! with { StoredAs = Path.GetFileName(photo.StoredAs) };
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
