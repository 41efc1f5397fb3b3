namespace EventPics.HotFolder.Internal.Files;

/// <summary>Names that cameras, booth programs, downloads and operating systems give to files that are not meant for guests.</summary>
internal static class FileNameRules
{
    private static readonly HashSet<string> Videos = Set("mp4 m4v mov qt avi mkv webm mpg mpeg mts m2ts 3gp wmv");
    private static readonly HashSet<string> RawFiles = Set(
        "3fr ari arw bay cap cr2 cr3 crw dcr dng eip erf fff gpr iiq k25 kdc mef mos mrw nef nrw orf pef ptx raf raw rw2 rwl sr2 srf srw x3f");
    private static readonly HashSet<string> Unfinished = Set(
        "tmp temp part partial filepart crdownload download opdownload aria2 swp bak lock");

    private static readonly HashSet<string> ThumbnailFolders = new(StringComparer.OrdinalIgnoreCase)
    {
        "thumb", "thumbs", "thumbnail", "thumbnails", "@eaDir", "@__thumb",
    };

    private static readonly HashSet<string> SystemFolders = new(StringComparer.OrdinalIgnoreCase)
    {
        "$RECYCLE.BIN", "System Volume Information", "lost+found", "#recycle", "#snapshot", "@Recycle", "__MACOSX",
    };

    public static bool IsVideo(string name) => Videos.Contains(Extension(name));

    public static bool IsRaw(string name) => RawFiles.Contains(Extension(name));

    public static bool IsHidden(string name) => name[0] == '.' || SystemFolders.Contains(name);

    public static bool IsThumbnailFolder(string name) => ThumbnailFolders.Contains(name);

    public static bool IsTemporary(string name) =>
        name[0] == '~'
        || name[name.Length - 1] == '~'
        || Unfinished.Contains(Extension(name))
        || Unfinished.Contains(Extension(Path.GetFileNameWithoutExtension(name)));

    public static bool IsThumbnail(string name)
    {
        var stem = Path.GetFileNameWithoutExtension(name);
        return Starts(stem, "thumb_") || Starts(stem, "tn_") || Starts(stem, "SYNOFILE_THUMB")
            || Ends(stem, "_thumb") || Ends(stem, "-thumb") || Ends(stem, ".thumb") || Ends(stem, "_tn");
    }

    private static bool Starts(string text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static bool Ends(string text, string end) => text.EndsWith(end, StringComparison.OrdinalIgnoreCase);

    private static string Extension(string name) => Path.GetExtension(name).TrimStart('.');

    private static HashSet<string> Set(string extensions) => new(extensions.Split(' '), StringComparer.OrdinalIgnoreCase);
}
