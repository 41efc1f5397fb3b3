using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Internal.Files;

namespace EventPics.HotFolder;

/// <summary>Recognizes photo and video files by their names and lists those of a folder.</summary>
public static class MediaFiles
{
    /// <summary>Gets the file name extensions of photos and videos, in lower case and with the dot; case is ignored.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. MediaTypes.ByExtension.Select(static pair => pair.Key)];

    /// <summary>
    /// Lists every file in a folder by the hot folder's rules, sorted by path, with the reason why a file is not uploaded.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="recursive">Whether to include subfolders.</param>
    /// <param name="include">Patterns of the files to include, instead of all photos and videos.</param>
    /// <param name="exclude">Patterns of the files to exclude.</param>
    /// <returns>The files. A subfolder that is not searched is listed with its reason; symbolic links are never followed.</returns>
    /// <exception cref="ArgumentException">The path is empty, or a pattern is invalid.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder doesn't exist.</exception>
    /// <exception cref="IOException">The folder can't be read.</exception>
    public static IReadOnlyList<UploadableFile> Enumerate(
        string folder, bool recursive = true, IEnumerable<string>? include = null, IEnumerable<string>? exclude = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var root = Paths.TrimSeparators(Path.GetFullPath(folder));
        if (!Directory.Exists(root))
        {
            throw new DirectoryNotFoundException($"The folder '{folder}' does not exist.");
        }

        var filter = new FileFilter(recursive, include, exclude);
        var files = new List<UploadableFile>();
        files.AddRange(
            from found in FolderEnumerator.Enumerate(root, root, filter, AddUnreadable)
            where !ClaimFile.IsHotFolderFile(found.File.Name)
            select new UploadableFile(found.File.FullName, found.Skip ?? FindSkipReason(found.File)));
        files.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;

        void AddUnreadable(string path, Exception cause)
        {
            if (path == root)
            {
                throw new IOException($"The folder '{folder}' can't be read. Check its owner and permissions.", cause);
            }

            files.Add(new UploadableFile(path, SkipReason.Unreadable));
        }
    }

    internal static bool IsMedia(string path) => MediaTypes.Find(Path.GetExtension(path)) is not null;

    private static SkipReason? FindSkipReason(FileInfo file) => FileSnapshot.Of(file)?.Length == 0 ? SkipReason.Empty : null;
}
