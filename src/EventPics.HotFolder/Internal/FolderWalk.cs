namespace EventPics.HotFolder.Internal;

/// <summary>Lists a folder's files. What can't be read is reported and passed by.</summary>
internal static class FolderWalk
{
    public static IEnumerable<(FileInfo File, SkipReason? Skip)> Files(
        string root, string start, FileFilter filter, Action<string, Exception> unreadable)
    {
        var folders = new Stack<DirectoryInfo>();
        folders.Push(new DirectoryInfo(start));
        while (folders.Count > 0)
        {
            foreach (var entry in Entries(folders.Pop(), unreadable))
            {
                if (entry is FileInfo file)
                {
                    yield return (file, Paths.IsLink(file) ? SkipReason.Link : filter.Check(root, file));
                }
                else if (filter.Recursive && filter.CheckFolder(root, (DirectoryInfo)entry) is null)
                {
                    if (Paths.IsLink(entry))
                    {
                        yield return (new FileInfo(entry.FullName), SkipReason.Link);
                    }
                    else
                    {
                        folders.Push((DirectoryInfo)entry);
                    }
                }
            }
        }
    }

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
