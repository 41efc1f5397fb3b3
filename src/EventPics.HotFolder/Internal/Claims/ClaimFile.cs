using System.Globalization;
using System.Text.Json;
using EventPics.HotFolder.Internal.Files;

namespace EventPics.HotFolder.Internal.Claims;

/// <summary>Reads and writes the small file by which a watch claims its folder.</summary>
internal static class ClaimFile
{
    public const string Name = ".eventpics-claim";

    private const string Prefix = ".eventpics-";

    /// <summary>How long a claim may be unchanged before its writer is considered dead.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(45);

    /// <summary>Whether a file belongs to the hot folder itself: a claim, a marker or a draft of one.</summary>
    public static bool IsHotFolderFile(string path) => Path.GetFileName(path).StartsWith(Prefix, Paths.Comparison);

    /// <summary>
    /// Reads the text of a claim; <see langword="null"/> without one. For a file without read permission, returns the time of its last
    /// change.
    /// </summary>
    public static string? Read(string path)
    {
        try
        {
            using var stream = SharedFile.OpenShared(path);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException) when (File.Exists(path))
        {
            return File.GetLastWriteTimeUtc(path).Ticks.ToString(CultureInfo.InvariantCulture);
        }
    }

    public static ClaimContent? Parse(string? text)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(text)
                && JsonSerializer.Deserialize(text!, ClaimJson.Default.ClaimContent) is { QueueId: not null, Computer: not null, LinkId: not null, Scope: not null, Started: not null } claim
                ? claim
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Writes in place, which needs no space on a full disk. A new file that can't be written there is deleted, so that it doesn't look
    /// like a claim.
    /// </summary>
    public static void Write(string path, FileMode mode, byte[] bytes)
    {
        try
        {
            using var stream = new FileStream(path, mode, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            stream.Write(bytes, 0, bytes.Length);
            stream.Flush();
            stream.SetLength(bytes.Length);
        }
        catch (IOException e) when (mode == FileMode.CreateNew && IoErrorCodes.IsDiskFull(e))
        {
            File.Delete(path);
            throw;
        }
        catch (UnauthorizedAccessException) when (mode != FileMode.CreateNew)
        {
            // Another user's file, in a folder where this user may write.
            File.Delete(path);
            Write(path, FileMode.CreateNew, bytes);
            return;
        }

        if (mode == FileMode.CreateNew)
        {
            // Every user of the folder has to be able to read who watches it, whatever this process's umask.
            LinuxFiles.MakeReadableByOthers(path);
        }
    }
}
