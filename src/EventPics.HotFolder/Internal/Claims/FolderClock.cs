namespace EventPics.HotFolder.Internal.Claims;

/// <summary>The clock that dates a folder's files: a network drive has its own.</summary>
internal static class FolderClock
{
    /// <summary>
    /// Returns the time there, from a file that is written and immediately deleted; this computer's time where none can be written.
    /// </summary>
    public static DateTime UtcNow(string folder)
    {
        var path = Path.Combine(folder, ClaimFile.Name + "." + Guid.NewGuid().ToString("N"));
        try
        {
            using var probe = new FileStream(
                path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.DeleteOnClose);
            return File.GetLastWriteTimeUtc(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return TimeProvider.System.GetUtcNow().UtcDateTime;
        }
    }
}
