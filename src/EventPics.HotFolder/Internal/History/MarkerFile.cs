using System.Text.Json;
using EventPics.HotFolder.Internal.Files;

namespace EventPics.HotFolder.Internal.History;

/// <summary>A small file that stays in a watched folder and records who used it last, and for which event.</summary>
internal static class MarkerFile
{
    public const string Name = ".eventpics-folder";

    public static MarkerContent? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(folder, Name)), FolderJson.Default.MarkerContent) is
            { Id.Length: > 0, QueueId: not null, LinkId: not null, Computer: not null, Earlier: { } earlier } marker
                && earlier.TrueForAll(static use => use is { QueueId: not null, LinkId: not null, Computer: not null })
                ? marker
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Reads the marker of the nearest folder above.</summary>
    public static MarkerContent? ReadAbove(string folder) =>
        Paths.Parents(folder).Select(Read).FirstOrDefault(static marker => marker is not null);

    /// <summary>When the use recorded by a marker ended, by the clock that dates the folder's files.</summary>
    public static DateTimeOffset? EndedAt(string folder) =>
        Read(folder) is { HasEnded: true } ? File.GetLastWriteTimeUtc(Path.Combine(folder, Name)) : null;

    /// <summary>Writes the marker where that is possible.</summary>
    /// <returns>Whether it was written.</returns>
    public static bool Write(string folder, MarkerContent marker)
    {
        var path = Path.Combine(folder, Name);
        var draft = path + ".new";
        try
        {
            File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(marker, FolderJson.Default.MarkerContent));
            LinuxFiles.MakeReadableByOthers(draft);
            if (File.Exists(path))
            {
                File.Replace(draft, path, destinationBackupFileName: null);
            }
            else
            {
                File.Move(draft, path);
            }

            Hide(path);

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Delete(draft);
            return false;
        }
    }

    /// <summary>Records that a queue's use of the folder ended.</summary>
    public static void MarkEnded(string folder, string queueId)
    {
        if (Read(folder) is { } marker && marker.QueueId == queueId)
        {
            marker.HasEnded = true;
            Write(folder, marker);
        }
    }

    // Elsewhere the dot in its name hides it. Not the draft: a hidden file can't be overwritten like one that isn't.
    private static void Hide(string path)
    {
        if (!Paths.IsWindows)
        {
            return;
        }

        try
        {
            File.SetAttributes(path, File.GetAttributes(path) | FileAttributes.Hidden);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is only visible.
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next write replaces it.
        }
    }
}
