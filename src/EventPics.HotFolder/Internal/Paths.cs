using System.Runtime.InteropServices;

namespace EventPics.HotFolder.Internal;

/// <summary>Compares paths with the case sensitivity of the system.</summary>
internal static class Paths
{
    public static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    public static readonly StringComparison Comparison = FolderPaths.Comparison;

    public static readonly StringComparer Comparer = IsWindows ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Returns the folders above a folder, nearest first, whether they exist or not.</summary>
    public static IEnumerable<string> Parents(string folder)
    {
        for (var parent = Directory.GetParent(TrimSeparators(folder)); parent is not null; parent = parent.Parent)
        {
            yield return parent.FullName;
        }
    }

    /// <summary>Whether a path is the folder itself or below it, with or without separators at their ends.</summary>
    public static bool IsBelow(string folder, string path) => FolderPaths.IsBelow(folder, path, Comparison);

    /// <summary>Whether two paths are the same folder, with or without separators at their ends.</summary>
    public static bool IsSame(string a, string b) => FolderPaths.IsSame(a, b, Comparison);

    /// <summary>Whether a file or a folder between it and the root is a symbolic link.</summary>
    public static bool IsBehindLink(string root, string path) => FolderPaths.IsBehindLink(root, path, Comparison);

    public static bool IsLink(FileSystemInfo info) => FolderPaths.IsLink(info);

    /// <summary>A path without separators at its end, except that of a root.</summary>
    public static string TrimSeparators(string path)
    {
        var root = Path.GetPathRoot(path)?.Length ?? 0;
        return path.Substring(0, Math.Min(path.Length, Math.Max(root, FolderPaths.LengthWithoutSeparators(path))));
    }

    /// <summary>Returns the part of a path below a folder, with slashes on every system.</summary>
    public static string Relative(string folder, string path)
    {
        var start = FolderPaths.LengthWithoutSeparators(folder);
        while (start < path.Length && FolderPaths.IsSeparator(path[start]))
        {
            start++;
        }

        var relative = path.Substring(start);
        return IsWindows ? relative.Replace('\\', '/') : relative;
    }

    /// <summary>A folder's path with symbolic links resolved, as far as the system allows.</summary>
    public static string ResolveLinks(string path)
    {
#if NET
        try
        {
            // Links may point to links; no system follows more than this.
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
            // The path stays as it is.
        }
#endif
        return path;
    }
}
