namespace EventPics.HotFolder.Internal;

/// <summary>When a folder was last changed, also one that a link leads to: the link's own time says nothing.</summary>
internal static class LinkTime
{
    public static DateTime Of(string folder)
    {
#if NET
        try
        {
            return Directory.GetLastWriteTimeUtc(Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The target goes this very moment; the next look sees that.
        }
#endif
        return Directory.GetLastWriteTimeUtc(folder);
    }

    /// <summary>Whether it can't be told, so that nobody would notice when the folder becomes another one.</summary>
    public static bool IsUnknown(string folder) =>
#if NET
        false;
#else
        Paths.IsLink(new DirectoryInfo(folder));
#endif
}
