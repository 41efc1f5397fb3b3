namespace EventPics.HotFolder.Internal.Files;

/// <summary>Lists a folder's files. What can't be read is reported and passed by.</summary>
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
                    // A file of a name that nobody looks for is none of ours, whatever bytes its name is made of.
                    var skip = file is null ? filter.Recursive ? null : SkipReason.Excluded : filter.Check(root, file);
                    yield return (file ?? new FileInfo(entry.FullName), skip ?? SkipReason.InvalidName);
                }
                else if (file is not null)
                {
                    yield return (file, Paths.IsLink(file) ? SkipReason.Link : filter.Check(root, file));
                }
                else if (filter.Recursive)
                {
                    var reason = filter.CheckFolder(root, (DirectoryInfo)entry) ?? (Paths.IsLink(entry) ? SkipReason.Link : null);
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

    // Bytes that are no UTF-8 become a substitute, under which the system finds nothing.
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
