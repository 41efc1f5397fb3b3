using EventPics.HotFolder;

namespace EventPics.Cli.Commands.Listen;

/// <summary>Finds the files that triggers refer to, in allowed folders only, and filters them as a hot folder does.</summary>
internal sealed class AllowedFolders(
    IReadOnlyList<string> folders, IReadOnlyList<string>? include = null, IReadOnlyList<string>? exclude = null)
{
    private static readonly StringComparison Comparison = OperatingSystem.IsLinux()
        ? StringComparison.Ordinal
        : StringComparison.OrdinalIgnoreCase;

    private readonly List<MediaFileFilter> _filters =
        [.. folders.Select(folder => new MediaFileFilter(folder, recursive: true, include, exclude))];
    private readonly List<string> _roots = [.. folders.Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))];

    /// <summary>
    /// The full path of the file that a parameter refers to; <see langword="null"/> when it is outside of the folders or not a file name.
    /// </summary>
    public string? Find(string parameter)
    {
        if (string.IsNullOrWhiteSpace(parameter) || parameter.IndexOfAny(Path.GetInvalidPathChars()) >= 0 || !Path.HasExtension(parameter))
        {
            return null;
        }

        return Path.IsPathRooted(parameter)
            ? _roots.Select(root => Within(root, Path.GetFullPath(parameter))).FirstOrDefault(path => path is not null)
            : _roots.Select(root => Within(root, Path.GetFullPath(parameter, root)))
                .FirstOrDefault(path => path is not null && File.Exists(path))
                ?? _roots.Select(root => FindBelow(root, parameter)).FirstOrDefault(path => path is not null);
    }

    /// <summary>Why a file is skipped; <see langword="null"/> when it is sent.</summary>
    public SkipReason? FindSkipReason(string path)
    {
        var root = _roots.FindIndex(root => Within(root, path) is not null);
        lock (_filters)
        {
            return root < 0 ? null : _filters[root].Check(path);
        }
    }

    /// <summary>Whether a person would expect the parameter to be sent; others are words, numbers or web addresses.</summary>
    public static bool LooksLikeMediaFile(string parameter) =>
        Path.IsPathRooted(parameter)
        || (MediaFiles.Extensions.Contains(Path.GetExtension(parameter), StringComparer.OrdinalIgnoreCase)
            && !parameter.Contains("://", StringComparison.Ordinal));

    // A bare file name may be in the subfolder of a session.
    private static string? FindBelow(string root, string name)
    {
        if (Path.GetFileName(name) != name || !Directory.Exists(root))
        {
            return null;
        }

        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
            MatchType = MatchType.Simple,
        };
        return Directory.EnumerateFiles(root, "*", options)
            .Where(file => Path.GetFileName(file).Equals(name, Comparison))
            .OrderByDescending(File.GetLastWriteTimeUtc)
            .FirstOrDefault();
    }

    private static string? Within(string root, string path) =>
        path.Length > root.Length && FolderPaths.IsBelow(root, path, Comparison) && !FolderPaths.IsBehindLink(root, path, Comparison)
            ? path
            : null;
}
