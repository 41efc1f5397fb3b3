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
    private readonly string? _sourceFolder = SourceFolder is null ? null : Path.GetFullPath(SourceFolder);

    public static JobFilter From(QueueFilter? filter) => filter is null ? new JobFilter() : new JobFilter(
        filter.State, filter.LinkId, filter.AlbumId, string.IsNullOrEmpty(filter.FileNamePart) ? null : filter.FileNamePart,
        filter.SourceFolder);

    /// <summary>Checks what SQL does not: its LIKE ignores the case of ASCII only.</summary>
    public bool Matches(QueueJob job) =>
        (FileNamePart is null || job.FileName.Contains(FileNamePart, StringComparison.OrdinalIgnoreCase))
        && (_sourceFolder is null
            || (job.SourcePath is { } source && FolderPaths.IsBelow(_sourceFolder, source, FolderPaths.Comparison)));
}
