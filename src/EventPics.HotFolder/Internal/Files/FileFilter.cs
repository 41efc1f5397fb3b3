namespace EventPics.HotFolder.Internal.Files;

/// <summary>Selects files by their names and attributes only.</summary>
internal sealed class FileFilter
{
    /// <summary>The subfolder for uploaded files.</summary>
    public const string UploadedFolder = "uploaded";

    private readonly NamePatterns _include;
    private readonly NamePatterns _exclude;
    private readonly HashSet<string> _namedExtensions;
    private readonly string? _queueFolder;

    public FileFilter(
        bool recursive, IEnumerable<string>? include = null, IEnumerable<string>? exclude = null, string? queueFolder = null)
    {
        Recursive = recursive;
        var patterns = include?.ToList() ?? [];
        _include = new NamePatterns(patterns);
        _exclude = new NamePatterns(exclude);
        _namedExtensions =
            new HashSet<string>(patterns.Select(static pattern => Path.GetExtension(pattern)), StringComparer.OrdinalIgnoreCase);
        _queueFolder = queueFolder is null ? null : Path.GetFullPath(queueFolder);
    }

    public bool Recursive { get; }

    /// <summary>The patterns that have matched no file so far.</summary>
    public IReadOnlyList<string> UnmatchedPatterns => [.. _include.Unmatched.Concat(_exclude.Unmatched)];

    /// <summary>Checks a file by its own name and those of the folders above it.</summary>
    public SkipReason? Check(string root, FileInfo file)
    {
        var relative = Paths.Relative(root, file.FullName);
        var segments = relative.Split('/');
        for (var i = 0; i < segments.Length - 1; i++)
        {
            if (CheckFolder(segments[i], isTopLevel: i == 0) is { } reason)
            {
                return reason;
            }
        }

        return !Recursive && segments.Length > 1 ? SkipReason.Excluded
            : IsInQueue(file.FullName) ? SkipReason.AlreadyHandled
            : CheckName(relative, file);
    }

    /// <summary>Checks a folder, so that an excluded one is not searched.</summary>
    public SkipReason? CheckFolder(string root, DirectoryInfo folder) =>
        IsHidden(folder)
            ? SkipReason.Hidden
            : IsInQueue(folder.FullName)
                ? SkipReason.AlreadyHandled
                : CheckFolder(folder.Name, isTopLevel: Paths.Relative(root, folder.FullName) == folder.Name);

    /// <summary>
    /// Checks the folders between the root and a path, as a scan does on its way down: the hidden attribute isn't visible in a path.
    /// </summary>
    public SkipReason? CheckFoldersAbove(string root, string path)
    {
        for (var folder = Directory.GetParent(path); folder is not null && !Paths.IsSame(root, folder.FullName); folder = folder.Parent)
        {
            if (CheckFolder(root, folder) is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    private static SkipReason? CheckFolder(string name, bool isTopLevel) =>
        FileNameRules.IsHidden(name) ? SkipReason.Hidden
            : FileNameRules.IsThumbnailFolder(name) ? SkipReason.Thumbnail
            : isTopLevel && name.Equals(UploadedFolder, StringComparison.OrdinalIgnoreCase) ? SkipReason.AlreadyHandled
            : null;

    private SkipReason? CheckName(string relative, FileInfo file)
    {
        var name = file.Name;
        if (FileNameRules.IsHidden(name) || IsHidden(file))
        {
            return SkipReason.Hidden;
        }

        if (FileNameRules.IsTemporary(name))
        {
            return SkipReason.Temporary;
        }

        if (FileNameRules.IsThumbnail(name))
        {
            return SkipReason.Thumbnail;
        }

        if (FileNameRules.IsRaw(name) && !_namedExtensions.Contains(Path.GetExtension(name)))
        {
            return SkipReason.Raw;
        }

        var path = TitleComparer.Key(relative);
        return !(_include.IsEmpty ? MediaFiles.IsMedia(name) : _include.Match(path)) ? SkipReason.NotIncluded
            : _exclude.Match(path) ? SkipReason.Excluded
            : null;
    }

    // A file that doesn't exist has every attribute.
    private static bool IsHidden(FileSystemInfo entry) =>
        entry.Attributes is not (FileAttributes)(-1) and var attributes
            && (attributes & (FileAttributes.Hidden | FileAttributes.System)) != 0;

    private bool IsInQueue(string path) => _queueFolder is not null && Paths.IsBelow(_queueFolder, path);
}
