using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Internal.Files;

namespace EventPics.HotFolder;

/// <summary>Decides, by the hot folder's rules, whether a single file is to be uploaded.</summary>
public sealed class MediaFileFilter
{
    private readonly string _folder;
    private readonly FileFilter _filter;

    /// <summary>Initializes a filter.</summary>
    /// <param name="folder">The folder that the files lie in and that patterns start from.</param>
    /// <param name="recursive">Whether files in subfolders count.</param>
    /// <param name="include">Patterns of the files that count, in place of the usual photos and videos; see <see cref="HotFolderOptions.Include"/>.</param>
    /// <param name="exclude">Patterns of the files that don't count.</param>
    /// <exception cref="ArgumentException">The folder is empty, or a pattern can't be understood.</exception>
    public MediaFileFilter(string folder, bool recursive = true, IEnumerable<string>? include = null, IEnumerable<string>? exclude = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Paths.TrimSeparators(Path.GetFullPath(folder));
        _filter = new FileFilter(recursive, include, exclude);
    }

    /// <summary>Gets the patterns that have matched no file so far, as they were given.</summary>
    public IReadOnlyList<string> UnmatchedPatterns => _filter.UnmatchedPatterns;

    /// <summary>Checks one file. A file that doesn't exist is checked by its name alone.</summary>
    /// <param name="path">The file; it lies in the folder.</param>
    /// <returns>Why it is not to be uploaded, or <see langword="null"/> when it is.</returns>
    /// <exception cref="ArgumentException">The path is empty or lies outside of the folder.</exception>
    public SkipReason? Check(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = new FileInfo(Path.GetFullPath(path));
        if (!Paths.IsBelow(_folder, file.FullName))
        {
            throw new ArgumentException($"'{path}' does not lie in '{_folder}'.", nameof(path));
        }

        return Paths.IsBehindLink(_folder, file.FullName)
            ? SkipReason.Link
            : _filter.CheckFoldersAbove(_folder, file.FullName) ?? _filter.Check(_folder, file);
    }
}
