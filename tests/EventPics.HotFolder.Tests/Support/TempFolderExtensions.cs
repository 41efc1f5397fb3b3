using EventPics.HotFolder.Internal.Files;

namespace EventPics.HotFolder.Tests.Support;

internal static class TempFolderExtensions
{
    /// <summary>
    /// Writes a file that is older than everything that happens from now on, by the file system's clock: a creation time can't be set.
    /// </summary>
    public static void OldFile(this TempFolder folder, string name, byte[] bytes)
    {
        var path = folder.Write(name, bytes);
        System.IO.File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var later = folder.PathOf("later");
        do
        {
            System.IO.File.WriteAllBytes(later, []);
        }
        while (System.IO.File.GetLastWriteTimeUtc(later) <= FileTimes.ArrivedUtc(path, DateTime.MinValue));
        System.IO.File.Delete(later);
    }

    /// <summary>Writes a file that is newer than everything that happens in the next hour, by the file system's clock.</summary>
    public static void YoungFile(this TempFolder folder, string name, byte[] bytes)
    {
        var path = folder.Write(name, bytes);
        System.IO.File.SetLastWriteTimeUtc(path, System.IO.File.GetLastWriteTimeUtc(path).AddHours(1));
    }
}
