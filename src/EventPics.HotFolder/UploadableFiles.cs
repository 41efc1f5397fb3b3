using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Internal.Files;

namespace EventPics.HotFolder;

/// <summary>Lists the pictures and videos of a folder by the hot folder's rules.</summary>
public static class UploadableFiles
{
    /// <summary>Lists every file of a folder, in the order of their names, and says which are not to be uploaded and why.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="recursive">Whether sub-folders count.</param>
    /// <param name="include">Patterns of the files that count, in place of the usual pictures and videos.</param>
    /// <param name="exclude">Patterns of the files that don't count.</param>
    /// <returns>The files. A subfolder that is not looked into is listed with its reason; links are never followed.</returns>
    /// <exception cref="ArgumentException">The path is empty, or a pattern can't be understood.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">The folder can't be read.</exception>
    public static IReadOnlyList<UploadableFile> Enumerate(
        string folder, bool recursive = true, IEnumerable<string>? include = null, IEnumerable<string>? exclude = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var root = Paths.TrimSeparators(Path.GetFullPath(folder));
        if (!Directory.Exists(root))
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        }

        var filter = new FileFilter(recursive, include, exclude);
        List<UploadableFile> files = [];
        files.AddRange(FolderEnumerator.Enumerate(root, root, filter, Unreadable).Where(static found => !ClaimFile.IsHotFolderFile(found.File.Name)).Select(static found => new UploadableFile(found.File.FullName, found.Skip ?? Skip(found.File))));
        files.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;

        void Unreadable(string path, Exception cause)
        {
            if (path == root)
            {
                throw new IOException($"The folder '{folder}' can't be read. Check its owner and rights.", cause);
            }

            files.Add(new UploadableFile(path, SkipReason.Unreadable));
        }
    }

    private static SkipReason? Skip(FileInfo file) => FileSnapshot.Of(file)?.Length == 0 ? SkipReason.Empty : null;
}
