namespace EventPics.Shared;

/// <summary>Compares full paths with folders, and recognizes symbolic links.</summary>
internal static class FolderPaths
{
    /// <summary>How the system's usual file systems compare names.</summary>
    public static readonly StringComparison Comparison =
        Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Whether a path is the folder itself or below it, with or without separators at their ends.</summary>
    public static bool IsBelow(string folder, string path, StringComparison comparison)
    {
        var length = LengthWithoutSeparators(folder);
        return string.Compare(folder, 0, path, 0, length, comparison) == 0
            && path.Length >= length
            && (path.Length == length || IsSeparator(path[length]));
    }

    /// <summary>Whether two paths are the same folder, with or without separators at their ends.</summary>
    public static bool IsSame(string a, string b, StringComparison comparison) => IsBelow(a, b, comparison) && IsBelow(b, a, comparison);

    /// <summary>Whether a file or a folder between it and the root is a symbolic link.</summary>
    public static bool IsBehindLink(string root, string path, StringComparison comparison)
    {
        if (IsLink(new FileInfo(path)))
        {
            return true;
        }

        for (var folder = Directory.GetParent(path); folder is not null
            && !IsSame(root, folder.FullName, comparison); folder = folder.Parent)
        {
            if (IsLink(folder))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether this is a symbolic link or a junction. A placeholder of a cloud drive is a reparse point too, but no link.
    /// </summary>
    public static bool IsLink(FileSystemInfo info)
    {
        if ((info.Attributes & FileAttributes.ReparsePoint) == 0)
        {
            return false;
        }

#if NET
        return info.LinkTarget is not null;
#else
        return true;
#endif
    }

    public static int LengthWithoutSeparators(string path)
    {
        var length = path.Length;
        while (length > 0 && IsSeparator(path[length - 1]))
        {
            length--;
        }

        return length;
    }

    public static bool IsSeparator(char c) => c == Path.DirectorySeparatorChar || c == Path.AltDirectorySeparatorChar;
}
