using System.Security.Cryptography;
using System.Text.Json;

namespace EventPics.Cli.Internal;

/// <summary>A folder, say on a USB stick, with exported pictures and a note beside each.</summary>
internal sealed class ExportFolder(string folder)
{
    private const string NoteEnding = ".eventpics.json";
    private const int LongestName = 80;

    /// <summary>Copies a picture here and checks the copy; the note comes last, so that a torn copy is never taken for a picture.</summary>
    public async Task<bool> AddAsync(Stream source, ExportedPicture picture, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, picture.StoredAs);
        var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        await using (file.ConfigureAwait(false))
        {
            await source.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        if (await HashAsync(path, cancellationToken).ConfigureAwait(false) != picture.Sha256)
        {
            File.Delete(path);
            return false;
        }

        Save(picture);
        return true;
    }

    public void Save(ExportedPicture picture)
    {
        var path = Path.Combine(folder, picture.StoredAs + NoteEnding);
        using (var file = new FileStream(path + ".tmp", FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, picture, JsonLines.Default.ExportedPicture);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".tmp", path, overwrite: true);
    }

    /// <summary>The notes' names, each with what it says; <see langword="null"/> when it can't be read.</summary>
    public IEnumerable<(string Note, ExportedPicture? Picture)> List() =>
        Directory.EnumerateFiles(folder, "*" + NoteEnding).Order(StringComparer.Ordinal).Select(note => (Path.GetFileName(note), Read(note)));

    public string PathOf(ExportedPicture picture) => Path.Combine(folder, picture.StoredAs);

    /// <summary>Whether the picture still holds the bytes that were exported.</summary>
    public async Task<bool> IsIntactAsync(ExportedPicture picture, CancellationToken cancellationToken) =>
        picture.Sha256.Equals(await HashAsync(PathOf(picture), cancellationToken).ConfigureAwait(false), StringComparison.OrdinalIgnoreCase);

    /// <summary>A name that no other picture has and every file system takes.</summary>
    public static string NameFor(string fileName, string sha256)
    {
        var plain = string.Concat(fileName.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')).TrimStart('.');
        return $"{sha256[..12]}-{(plain.Length > LongestName ? plain[^LongestName..] : plain)}";
    }

    private static ExportedPicture? Read(string note)
    {
        try
        {
            var picture = JsonSerializer.Deserialize(File.ReadAllBytes(note), JsonLines.Default.ExportedPicture);
            string?[] needed = [picture?.FileName, picture?.StoredAs, picture?.LinkId, picture?.Sha256];

            // The name comes from a stick that was elsewhere; it may not lead out of the folder.
            return needed.Any(string.IsNullOrWhiteSpace) ? null : picture! with { StoredAs = Path.GetFileName(picture.StoredAs) };
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        var file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
        }
    }
}
