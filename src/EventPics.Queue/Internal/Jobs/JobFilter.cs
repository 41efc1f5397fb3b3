using System.Runtime.InteropServices;

namespace EventPics.Queue.Internal.Jobs;

/// <summary>Selects the rows of a page.</summary>
/// <param name="State">Only those in this state.</param>
/// <param name="LinkId">Only those of this event.</param>
/// <param name="AlbumId">Only those of this album.</param>
/// <param name="FileNamePart">Only those whose file name contains this, ignoring case.</param>
/// <param name="SourceFolder">Only those that came from a file in this folder or below it.</param>
internal sealed record JobFilter(
    QueuedUploadState? State = null, string? LinkId = null, string? AlbumId = null, string? FileNamePart = null,
    string? SourceFolder = null)
{
    private static readonly StringComparison PathComparison =
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    // Ends with exactly one separator; the root of a drive has one anyway.
    private readonly string? _sourcePrefix = SourceFolder is null
        ? null
        : Path.GetFullPath(SourceFolder).TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) + Path.DirectorySeparatorChar;

    public static JobFilter From(QueueFilter? filter) => filter is null ? new JobFilter() : new JobFilter(
        filter.State, filter.LinkId, filter.AlbumId, string.IsNullOrEmpty(filter.FileNamePart) ? null : filter.FileNamePart,
        filter.SourceFolder);

    /// <summary>Checks what SQL does not: its LIKE ignores the case of ASCII only.</summary>
    public bool Matches(QueueJob job) =>
        (FileNamePart is null || job.FileName.Contains(FileNamePart, StringComparison.OrdinalIgnoreCase))
        && (_sourcePrefix is null || job.SourcePath?.StartsWith(_sourcePrefix, PathComparison) == true);
}
