using System.Runtime.InteropServices;

namespace EventPics.HotFolder.Internal;

/// <summary>Compares paths as the system does, and knows links.</summary>
internal static class Paths
{
    public static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    public static readonly StringComparison Comparison = IsWindows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    public static readonly StringComparer Comparer = IsWindows ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Whether a path is the folder's own or lies in it, however either of them ends.</summary>
    public static bool IsBelow(string folder, string path)
    {
        var length = LengthWithoutSeparators(folder);
        return string.Compare(folder, 0, path, 0, length, Comparison) == 0
            && path.Length >= length
            && (path.Length == length || IsSeparator(path[length]));
    }

    /// <summary>A path without separators at its end, apart from a root's own.</summary>
    public static string TrimSeparators(string path)
    {
        var root = Path.GetPathRoot(path)?.Length ?? 0;
        return path.Substring(0, Math.Min(path.Length, Math.Max(root, LengthWithoutSeparators(path))));
    }

    /// <summary>The part of a path below a folder, with slashes on every system.</summary>
    public static string Relative(string folder, string path)
    {
        var start = LengthWithoutSeparators(folder);
        while (start < path.Length && IsSeparator(path[start]))
        {
            start++;
        }

        var relative = path.Substring(start);
        return IsWindows ? relative.Replace('\\', '/') : relative;
    }

    /// <summary>A folder's path without links in it, as far as the system tells.</summary>
    public static string ResolveLinks(string path)
    {
#if NET
        try
        {
            // Links may lead to links; no system follows more than these.
            var links = 40;
            var folder = new DirectoryInfo(path);
            while (folder is not null)
            {
                if (folder.LinkTarget is not { } target || links-- == 0)
                {
                    folder = folder.Parent;
                    continue;
                }

                var rest = Path.GetRelativePath(folder.FullName, path);
                path = Path.GetFullPath(Path.Combine(folder.Parent?.FullName ?? folder.FullName, target, rest == "." ? "" : rest));
                folder = new DirectoryInfo(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then the path is as good as any.
        }
#endif
        return path;
    }

    /// <summary>Whether this leads elsewhere. A cloud drive's placeholder is a reparse point too, but no link.</summary>
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

    /// <summary>Whether two full paths lead to one folder, however they end.</summary>
    public static bool IsSame(string a, string b) => IsBelow(a, b) && IsBelow(b, a);

    /// <summary>Whether a file or a folder between it and the root leads elsewhere.</summary>
    public static bool IsBehindLink(string root, string path)
    {
        if (IsLink(new FileInfo(path)))
        {
            return true;
        }

        for (var folder = Directory.GetParent(path); folder is not null && !IsSame(root, folder.FullName); folder = folder.Parent)
        {
            if (IsLink(folder))
            {
                return true;
            }
        }

        return false;
    }

    private static int LengthWithoutSeparators(string path)
    {
        var length = path.Length;
        while (length > 0 && IsSeparator(path[length - 1]))
        {
            length--;
        }

        return length;
    }

    private static bool IsSeparator(char c) => c == Path.DirectorySeparatorChar || c == Path.AltDirectorySeparatorChar;
}
