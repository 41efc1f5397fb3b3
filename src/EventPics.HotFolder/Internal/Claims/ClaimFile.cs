using System.Globalization;
using System.Text.Json;
using EventPics.HotFolder.Internal.Files;

namespace EventPics.HotFolder.Internal.Claims;

/// <summary>Reads and writes the small file by which a watch claims its folder.</summary>
internal static class ClaimFile
{
    public const string Name = ".eventpics-claim";

    private const string Prefix = ".eventpics-";

    /// <summary>How long a claim may stay unchanged before its writer counts as dead.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(45);

    /// <summary>Whether a file is the hot folder's own: a claim, a mark or one of their drafts.</summary>
    public static bool IsHotFolderFile(string path) => Path.GetFileName(path).StartsWith(Prefix, Paths.Comparison);

    /// <summary>The text of a claim; <see langword="null"/> without one. Of a file that this user may not read, the time of its last change.</summary>
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

    /// <summary>In place, which needs no room on a full disk. There a new one is not left behind empty, as if it were somebody's.</summary>
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
            // Another user's, in a folder where this one may write.
            File.Delete(path);
            Write(path, FileMode.CreateNew, bytes);
            return;
        }

        if (mode == FileMode.CreateNew)
        {
            // Whoever may look into the folder has to see who watches it, whatever this process's umask.
            LinuxFiles.MakeReadableByOthers(path);
        }
    }
}
