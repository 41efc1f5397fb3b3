namespace EventPics.Queue;

/// <summary>Which photos to list: those that match all that is set.</summary>
public sealed class QueueFilter
{
    /// <summary>Only photos in this state.</summary>
    /// <value>Default: <see langword="null"/>, any state.</value>
    public QueuedUploadState? State { get; set; }

    /// <summary>Only photos of this event.</summary>
    /// <value>Default: <see langword="null"/>, any event.</value>
    public string? LinkId { get; set; }

    /// <summary>Only photos of this album.</summary>
    /// <value>Default: <see langword="null"/>, any album.</value>
    public string? AlbumId { get; set; }

    /// <summary>Only photos whose file name contains this, ignoring case.</summary>
    /// <value>Default: <see langword="null"/>, any name.</value>
    public string? FileNamePart { get; set; }

    /// <summary>Only photos that were enqueued from a file in this folder or below it.</summary>
    /// <value>Default: <see langword="null"/>, any folder.</value>
    public string? SourceFolder { get; set; }
}
