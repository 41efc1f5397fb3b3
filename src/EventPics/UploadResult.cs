namespace EventPics;

/// <summary>The result of an upload: the storage confirmed every byte.</summary>
/// <param name="linkId">The event's link ID.</param>
/// <param name="fileName">The name of the file, as sent.</param>
/// <param name="contentType">The content type, as sent.</param>
/// <param name="length">The number of bytes.</param>
public sealed class UploadResult(string linkId, string fileName, string contentType, long length)
{
    /// <summary>The event's link ID.</summary>
    public string LinkId { get; } = linkId;

    /// <summary>The album's ID, if one was given.</summary>
    public string? AlbumId { get; set; }

    /// <summary>The name of the file, as sent.</summary>
    public string FileName { get; } = fileName;

    /// <summary>The content type, as sent.</summary>
    public string ContentType { get; } = contentType;

    /// <summary>The number of bytes.</summary>
    public long Length { get; } = length;

    /// <summary>When the photo was taken, if that was given.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>The object's ETag as sent, including quotes; <see langword="null"/> if the storage sent none.</summary>
    public string? ETag { get; set; }

    /// <summary>The number of attempts, over all upload URLs.</summary>
    /// <value>Default: 1.</value>
    public int Attempts { get; set; } = 1;

    /// <summary>The number of upload URLs that were issued.</summary>
    /// <value>Default: 1.</value>
    public int UploadUrlsIssued { get; set; } = 1;

    /// <summary>The time from the call to the storage's confirmation.</summary>
    public TimeSpan Duration { get; set; }

    /// <summary>Whether an earlier upload URL may have received the photo too, so that the album may show it twice.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool PossibleDuplicate { get; set; }
}
