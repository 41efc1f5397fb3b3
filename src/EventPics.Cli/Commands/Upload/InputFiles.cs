using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.HotFolder;
using Microsoft.Extensions.FileSystemGlobbing;

namespace EventPics.Cli.Commands.Upload;

/// <summary>The files behind the paths of <c>upload</c>: files, folders, and patterns that the shell left alone.</summary>
internal sealed class InputFiles
{
    private readonly CommandContext _context;
    private readonly bool _isRecursive;
    private readonly HashSet<string> _seen = new(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
    private readonly List<InputFile> _files = [];
    private readonly List<string> _folders = [];
    private readonly List<(string File, SkipReason Reason)> _skipped = [];
    private readonly List<(string File, string Why)> _rejected = [];
    private readonly List<(string File, string Why)> _missing = [];

    private InputFiles(CommandContext context, bool isRecursive) => (_context, _isRecursive) = (context, isRecursive);

    /// <summary>The files to send, each once.</summary>
    public IReadOnlyList<InputFile> Files => _files;

    /// <summary>The given folders.</summary>
    public IReadOnlyList<string> Folders => _folders;

    /// <summary>The files to skip, and why.</summary>
    public IReadOnlyList<(string File, SkipReason Reason)> Skipped => _skipped;

    /// <summary>The given files that can't be sent, and why.</summary>
    public IReadOnlyList<(string File, string Why)> Rejected => _rejected;

    /// <summary>The given paths that don't exist, and why nothing was found.</summary>
    public IReadOnlyList<(string File, string Why)> Missing => _missing;

    /// <summary>Whether only symbolic links were given.</summary>
    public bool HasSymlinksOnly { get; private set; }

    public static InputFiles Find(CommandContext context, IEnumerable<string> paths, bool isRecursive)
    {
        var list = new InputFiles(context, isRecursive) { HasSymlinksOnly = true };
        foreach (var path in paths)
        {
            list.Add(path);
        }

        return list;
    }

    private void Add(string path)
    {
        if (string.IsNullOrWhiteSpace(path) && !Path.Exists(path))
        {
            HasSymlinksOnly = false;
            AddOnce(_missing, path, _context.Texts.NoSuchPath);
            return;
        }

        // With a separator at the end, the system would follow a symbolic link.
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (SkipSymlink(full))
        {
            return;
        }

        HasSymlinksOnly = false;
        if (Directory.Exists(full))
        {
            AddFolder(full);
        }
        else if (File.Exists(full))
        {
            AddFile(full);
        }
        else if (Path.GetFileName(path).AsSpan().ContainsAny('*', '?'))
        {
            AddPattern(full);
        }
        else
        {
            AddOnce(_missing, full, _context.Texts.NoSuchPath);
        }
    }

    // On Windows the shell passes patterns on; elsewhere, this is a pattern that matched nothing.
    private void AddPattern(string full)
    {
        var folder = Path.GetDirectoryName(full)!;
        var matcher = new Matcher(StringComparison.OrdinalIgnoreCase).AddInclude(Path.GetFileName(full));
        var found = Directory.Exists(folder) ? matcher.GetResultsInFullPath(folder).ToList() : [];
        if (found.Count > 0)
        {
            var kind = Path.GetExtension(full);
            var namesKind = kind.Length > 1 && !kind.AsSpan().ContainsAny('*', '?');
            if (!AddMatches(found, new MediaFileFilter(folder), namesKind))
            {
                _context.Warn(_context.Texts.NoPhotos(full.Sanitize()));
            }
        }
        else
        {
            AddOnce(_missing, full, _context.Texts.PatternMatchesNothing);
        }
    }

    // Returns whether any of them may be sent. "*.tif" names a kind of file, as a full name would. "*" means a folder's photos and videos,
    // not the booth's settings among them.
    private bool AddMatches(List<string> files, MediaFileFilter filter, bool namesKind)
    {
        var isAnySent = false;
        foreach (var file in files)
        {
            switch (filter.Check(file))
            {
                case SkipReason.NotIncluded or SkipReason.Raw when namesKind:
                case null or SkipReason.Empty or SkipReason.SymbolicLink or SkipReason.InvalidName:
                    AddFile(file);
                    isAnySent = true;
                    break;
                case { } reason when SkipReasonCodes.IsReported(reason, file) && _seen.Add(file):
                    _skipped.Add((file, reason));
                    break;
                default:
                    break;
            }
        }

        return isAnySent;
    }

    private void AddFolder(string folder)
    {
        _folders.Add(folder);
        IReadOnlyList<UploadableFile> found;
        try
        {
            found = MediaFiles.Enumerate(folder, _isRecursive);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            AddOnce(_rejected, folder, _context.Texts.UnreadableFolder);
            return;
        }

        foreach (var file in found)
        {
            switch (file.SkipReason)
            {
                case null or SkipReason.Empty:
                    // An empty file may be about to be written.
                    AddOnce(file.Path, isExplicit: false);
                    break;
                case SkipReason.InvalidName:
                    AddOnce(_rejected, file.Path, _context.Texts.InvalidName);
                    break;
                case SkipReason.Unreadable:
                    AddOnce(_rejected, file.Path, _context.Texts.UnreadableFolder);
                    break;
                case SkipReason.SymbolicLink:
                    WarnAboutSymlink(file.Path);
                    break;
                case { } reason when SkipReasonCodes.IsReported(reason, file.Path) && _seen.Add(file.Path):
                    _skipped.Add((file.Path, reason));
                    break;
                default:
                    break;
            }
        }

        if (!found.Any(file => file.SkipReason is null))
        {
            _context.Warn(_context.Texts.NoPhotos(folder.Sanitize()));
        }
    }

    private void AddFile(string file)
    {
        try
        {
            if (SkipSymlink(file))
            {
                return;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The queue's attempt to read it gives a better reason.
        }

        AddOnce(file, isExplicit: true);
    }

    private void AddOnce(string file, bool isExplicit)
    {
        if (_seen.Add(file))
        {
            _files.Add(new InputFile(file, isExplicit));
        }
    }

    private void AddOnce(List<(string File, string Why)> list, string file, string why)
    {
        if (_seen.Add(file))
        {
            list.Add((file, why));
        }
    }

    private bool SkipSymlink(string path)
    {
        if (new FileInfo(path).LinkTarget is null)
        {
            return false;
        }

        WarnAboutSymlink(path);
        return true;
    }

    private void WarnAboutSymlink(string path)
    {
        if (_seen.Add(path))
        {
            _context.Warn(_context.Texts.SkippedSymlink(path.Sanitize()));
            _skipped.Add((path, SkipReason.SymbolicLink));
        }
    }
}
