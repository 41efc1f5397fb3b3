namespace EventPics.Cli.OperatorApp.Setup;

/// <summary>The patterns by which a booth's kinds of files are left out.</summary>
internal static class BoothFiles
{
    /// <summary>The subfolders in which booth programs put the single shots that a print is made of.</summary>
    public static IReadOnlyList<string> SingleShotFolders { get; } =
        ["Originals", "Original", "Originale", "Singles", "Single", "Einzelbilder", "Raw"];

    private static readonly string[] SingleShots = [.. SingleShotFolders.Select(folder => folder + "/**")];
    private static readonly string[] Videos = ["**/*.mp4", "**/*.m4v", "**/*.mov", "**/*.qt", "**/*.gif"];

    /// <summary>Changes the patterns for these kinds, and keeps those that a person has added.</summary>
    public static IReadOnlyList<string> Exclude(IReadOnlyList<string> before, bool singleShots, bool videos) =>
    [
        .. before.Except([.. SingleShots, .. Videos]), .. singleShots ? [] : SingleShots, .. videos ? [] : Videos,
    ];

    public static WireKinds Read(IReadOnlyList<string> exclude) =>
        new(!SingleShots.All(exclude.Contains), !Videos.All(exclude.Contains));
}
