using EventPics.Internal;
using EventPics.Internal.Validation;

namespace EventPics;

/// <summary>One picture or video and where it belongs.</summary>
public sealed class UploadRequest
{
    /// <summary>Describes an upload.</summary>
    /// <param name="linkId">The event's link id.</param>
    /// <param name="fileName">The base name of the file, at most 255 bytes of UTF-8, without control characters.</param>
    /// <param name="content">The bytes.</param>
    /// <exception cref="ArgumentException">A value is empty or malformed.</exception>
    public UploadRequest(string linkId, string fileName, UploadContent content)
    {
        LinkId = ArgumentRules.CheckId(linkId);
        FileName = ArgumentRules.CheckFileName(fileName);
        ArgumentNullException.ThrowIfNull(content);
        Content = content.WithFileName(FileName);
    }

    /// <summary>The event's link id.</summary>
    public string LinkId { get; }

    /// <summary>The name of the file, as sent.</summary>
    public string FileName { get; }

    /// <summary>The bytes. When they do not tell their type, <see cref="FileName"/> does.</summary>
    public UploadContent Content { get; }

    /// <summary>The album's id.</summary>
    /// <value>Default: <see langword="null"/>; the service then chooses the album.</value>
    /// <exception cref="ArgumentException">The value is empty or malformed.</exception>
    public string? AlbumId
    {
        get;
        set => field = value is null ? null : ArgumentRules.CheckId(value, nameof(AlbumId));
    }

    /// <summary>When the photo was taken; sent as Unix milliseconds in UTC exactly as given, also when the camera's or this computer's clock is wrong.</summary>
    /// <value>Default: <see langword="null"/>; nothing is sent.</value>
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>
    /// Whether the photo may be in the album already, for instance because another computer sent it and got no response. The result then says
    /// <c>PossibleDuplicate</c>.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool MayBeUploaded { get; set; }

    /// <summary>Describes the upload of a file under its own name.</summary>
    /// <param name="linkId">The event's link id.</param>
    /// <param name="path">The file.</param>
    /// <returns>The request.</returns>
    /// <exception cref="ArgumentException">A value is malformed, the path is a directory, or the file is empty.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static UploadRequest FromFile(string linkId, string path) => FromFile(linkId, path, albumId: null, keepOpen: false);

    /// <summary>The same, and the file may stay open for the first attempt: opening it twice costs more than all other checks together.</summary>
    internal static UploadRequest FromFile(string linkId, string path, string? albumId, bool keepOpen)
    {
        ArgumentRules.CheckId(linkId);
        var content = UploadContent.FromFile(path, contentType: null, path, keepOpen);
        try
        {
            return new UploadRequest(linkId, Path.GetFileName(path), content) { AlbumId = albumId };
        }
        catch
        {
            content.Close();
            throw;
        }
    }
}
