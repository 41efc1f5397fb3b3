using System.Runtime.InteropServices;

namespace EventPics.HotFolder.Internal;

/// <summary>Compares paths as the system does, and knows links.</summary>
internal static class Paths
{
    public static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    public static readonly StringComparison Comparison = IsWindows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    public static readonly StringComparer Comparer = IsWindows ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Whether a path is the folder's own or lies in it.</summary>
    public static bool IsBelow(string folder, string path) =>
        path.StartsWith(folder, Comparison) && (path.Length == folder.Length || path[folder.Length] == Path.DirectorySeparatorChar);

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

    /// <summary>Whether a file or a folder between it and the root leads elsewhere.</summary>
    public static bool IsBehindLink(string root, string path)
    {
        if (IsLink(new FileInfo(path)))
        {
            return true;
        }

        for (var folder = Directory.GetParent(path); folder is not null && folder.FullName.Length > root.Length; folder = folder.Parent)
        {
            if (IsLink(folder))
            {
                return true;
            }
        }

        return false;
    }
}
