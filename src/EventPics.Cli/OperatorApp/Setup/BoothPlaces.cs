using EventPics.HotFolder;

namespace EventPics.Cli.OperatorApp.Setup;

/// <summary>Finds where booth programs save their photos by default.</summary>
internal static class BoothPlaces
{
    private const int MaxEntries = 20_000;

    private static readonly string[] Programs =
        ["dslrBooth", "LumaBooth", "Sparkbooth", "BreezeBooth", "Breeze", "DSLR Remote Pro", "Photobooth", "Fotobox"];

    private static readonly EnumerationOptions Deep = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 3,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <summary>Finds them in the user's folders, newest photo first.</summary>
    public static IReadOnlyList<WirePlace> Find() => Find([
        Environment.GetFolderPath(Environment.SpecialFolder.MyDocuments),
        Environment.GetFolderPath(Environment.SpecialFolder.MyPictures),
        Environment.GetFolderPath(Environment.SpecialFolder.CommonDocuments),
        Environment.GetFolderPath(Environment.SpecialFolder.CommonPictures),
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
    ]);

    public static IReadOnlyList<WirePlace> Find(IEnumerable<string> parents) =>
    [
        .. parents.Where(parent => parent.Length > 0 && Directory.Exists(parent))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .SelectMany(parent => Directory.EnumerateDirectories(parent, "*", new EnumerationOptions { IgnoreInaccessible = true }))
            .Select(folder => (Folder: folder, Program: ProgramOf(folder)))
            .Where(found => found.Program is not null)
            .Select(found => (found.Folder, Program: found.Program!, Newest: FindNewest(found.Folder)))
            .Where(found => found.Newest is not null)
            .Select(found => new WirePlace(
                found.Program,
                found.Newest!.DirectoryName!,
                found.Newest.Name,
                new DateTimeOffset(found.Newest.LastWriteTimeUtc, TimeSpan.Zero)))
            .OrderByDescending(place => place.NewestAt),
    ];

    private static string? ProgramOf(string folder) =>
        Array.Find(Programs, program => program.Equals(Path.GetFileName(folder), StringComparison.OrdinalIgnoreCase));

    private static FileInfo? FindNewest(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", Deep)
        .Take(MaxEntries)
        .Where(file => MediaFiles.Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
        .MaxBy(file => file.LastWriteTimeUtc);
}
