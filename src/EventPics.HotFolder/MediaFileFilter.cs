using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Internal.Files;

namespace EventPics.HotFolder;

/// <summary>Determines, by the hot folder's rules, whether a single file is uploaded.</summary>
public sealed class MediaFileFilter
{
    private readonly string _folder;
    private readonly FileFilter _filter;

    /// <summary>Initializes a filter.</summary>
    /// <param name="folder">The folder that contains the files and that patterns are relative to.</param>
    /// <param name="recursive">Whether to include files in subfolders.</param>
    /// <param name="include">
    /// Patterns of the files to include, instead of all photos and videos; see <see cref="HotFolderOptions.Include"/>.
    /// </param>
    /// <param name="exclude">Patterns of the files to exclude.</param>
    /// <exception cref="ArgumentException">The folder is empty, or a pattern is invalid.</exception>
    public MediaFileFilter(string folder, bool recursive = true, IEnumerable<string>? include = null, IEnumerable<string>? exclude = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Paths.TrimSeparators(Path.GetFullPath(folder));
        _filter = new FileFilter(recursive, include, exclude);
    }

    /// <summary>Gets the patterns that have matched no file so far, as they were specified.</summary>
    public IReadOnlyList<string> UnmatchedPatterns => _filter.UnmatchedPatterns;

    /// <summary>Checks one file. A file that doesn't exist is checked only by its name.</summary>
    /// <param name="path">A file in the folder.</param>
    /// <returns>Why it is not uploaded, or <see langword="null"/> when it is.</returns>
    /// <exception cref="ArgumentException">The path is empty or not in the folder.</exception>
    public SkipReason? Check(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = new FileInfo(Path.GetFullPath(path));
        if (!Paths.IsBelow(_folder, file.FullName))
        {
            throw new ArgumentException($"'{path}' is not in '{_folder}'.", nameof(path));
        }

        return Paths.IsBehindLink(_folder, file.FullName)
            ? SkipReason.SymbolicLink
            : _filter.CheckFoldersAbove(_folder, file.FullName) ?? _filter.Check(_folder, file);
    }
}
