namespace EventPics.HotFolder.Internal.Files;

/// <summary>Enumerates a folder's files. Folders that can't be read are reported and skipped.</summary>
internal static class FolderEnumerator
{
    private const char Substitute = '\uFFFD';

    public static IEnumerable<(FileInfo File, SkipReason? Skip)> Enumerate(
        string root, string start, FileFilter filter, Action<string, Exception> unreadable)
    {
        var folders = new Stack<DirectoryInfo>();
        folders.Push(new DirectoryInfo(start));
        while (folders.Count > 0)
        {
            foreach (var entry in Entries(folders.Pop(), unreadable))
            {
                var file = entry as FileInfo;
                if (HasInvalidName(entry))
                {
                    // A file that would be excluded anyway is not reported, whatever bytes its name consists of.
                    var skip = file is null ? filter.Recursive ? null : SkipReason.Excluded : filter.Check(root, file);
                    yield return (file ?? new FileInfo(entry.FullName), skip ?? SkipReason.InvalidName);
                }
                else if (file is not null)
                {
                    yield return (file, Paths.IsLink(file) ? SkipReason.SymbolicLink : filter.Check(root, file));
                }
                else if (filter.Recursive)
                {
                    var reason = filter.CheckFolder(root, (DirectoryInfo)entry) ?? (Paths.IsLink(entry) ? SkipReason.SymbolicLink : null);
                    if (reason is null)
                    {
                        folders.Push((DirectoryInfo)entry);
                    }
                    else
                    {
                        yield return (new FileInfo(entry.FullName), reason);
                    }
                }
            }
        }
    }

    // Bytes that are not valid UTF-8 are replaced by a substitute, under which the system finds no file.
    private static bool HasInvalidName(FileSystemInfo entry) => entry.Name.Any(static c => c == Substitute) && !entry.Exists;

    private static FileSystemInfo[] Entries(DirectoryInfo folder, Action<string, Exception> unreadable)
    {
        try
        {
            return folder.GetFileSystemInfos();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            unreadable(folder.FullName, e);
            return [];
        }
    }
}
