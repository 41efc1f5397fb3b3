using EventPics.Cli.Context;
using EventPics.Cli.Model;

namespace EventPics.Cli.OperatorApp.Setup;

/// <summary>Lists folders, for the operator to choose one. Files are not listed.</summary>
internal static class FolderBrowser
{
    private const int MaxFolders = 500;

    /// <param name="context">The command's context, for its texts.</param>
    /// <param name="path">A full path; null for the user's own folder.</param>
    public static WireFolder List(CommandContext context, string? path)
    {
        var folder = string.IsNullOrWhiteSpace(path) ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) : path.Trim();
        if (!Path.IsPathFullyQualified(folder) || folder.Contains('\0'))
        {
            return new WireFolder(folder, null, [], false, context.Texts.NoSuchFolder(folder.Sanitize()));
        }

        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        try
        {
            WireSubfolder[] folders =
            [
                .. new DirectoryInfo(folder).EnumerateDirectories()
                    .Where(each => !each.Attributes.HasFlag(FileAttributes.Hidden) && !each.Name.StartsWith('.'))
                    .OrderBy(each => each.Name, StringComparer.OrdinalIgnoreCase)
                    .Take(MaxFolders + 1)
                    .Select(each => new WireSubfolder(each.Name, each.FullName)),
            ];
            return new WireFolder(
                folder, ParentOf(folder), [.. Path.GetPathRoot(folder) == folder ? Drives() : [], .. folders.Take(MaxFolders)],
                folders.Length > MaxFolders, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var problem = e is DirectoryNotFoundException
                ? context.Texts.NoSuchFolder(folder.Sanitize())
                : $"{folder.Sanitize()}: {context.Texts.UnreadableFolder}";
            return new WireFolder(folder, ParentOf(folder), [], false, problem);
        }
    }

    private static string? ParentOf(string folder) => Path.GetDirectoryName(folder);

    // The way from one drive to another leads over the top of one.
    private static IEnumerable<WireSubfolder> Drives() => OperatingSystem.IsWindows()
        ? DriveInfo.GetDrives().Where(drive => drive.IsReady).Select(drive => new WireSubfolder(drive.Name, drive.Name))
        : [];
}
