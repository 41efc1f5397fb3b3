using EventPics.Internal.Validation;

namespace EventPics;

/// <summary>A request to <c>getuploadurl</c> for an upload URL for one photo or video.</summary>
public sealed class UploadUrlRequest
{
    /// <summary>Initializes a request.</summary>
    /// <param name="linkId">The event's link ID.</param>
    /// <param name="fileName">The base name of the file, at most 255 bytes of UTF-8, without control characters.</param>
    /// <exception cref="ArgumentException">A value is empty or malformed.</exception>
    public UploadUrlRequest(string linkId, string fileName)
    {
        LinkId = ArgumentRules.CheckId(linkId);
        FileName = ArgumentRules.CheckFileName(fileName);
    }

    /// <summary>The event's link ID.</summary>
    public string LinkId { get; }

    /// <summary>The name of the file, as sent.</summary>
    public string FileName { get; }

    /// <summary>The album's ID.</summary>
    /// <value>Default: <see langword="null"/>; the service chooses the album.</value>
    /// <exception cref="ArgumentException">The value is empty or malformed.</exception>
    public string? AlbumId
    {
        get;
        set => field = value is null ? null : ArgumentRules.CheckId(value, nameof(AlbumId));
    }

    /// <summary>
    /// When the photo was taken; sent as Unix milliseconds in UTC exactly as given, even if the camera's or this computer's clock is wrong.
    /// </summary>
    /// <value>Default: <see langword="null"/>; nothing is sent.</value>
    public DateTimeOffset? TakenAt { get; set; }
}
