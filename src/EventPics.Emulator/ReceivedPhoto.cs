using EventPics.Emulator.Internal.Photos;
using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator;

/// <summary>A photo or video that was received through an upload URL.</summary>
public sealed class ReceivedPhoto
{
    private readonly IPhotoBytes _bytes;

    internal ReceivedPhoto(PhotoInfo info, IPhotoBytes bytes)
    {
        Info = info;
        _bytes = bytes;
    }

    /// <summary>Gets the title of the event.</summary>
    public string EventTitle => Info.EventTitle;

    /// <summary>Gets the id of the event.</summary>
    public string LinkId => Info.LinkId;

    /// <summary>Gets the id of the album, or <see langword="null"/> when the client sent none.</summary>
    public string? AlbumId => Info.AlbumId;

    /// <summary>Gets the file name sent with the request for the upload URL.</summary>
    public string FileName => Info.FileName;

    /// <summary>Gets the capture time sent with the request for the upload URL, or <see langword="null"/>.</summary>
    public DateTimeOffset? TakenAt => Info.TakenAt;

    /// <summary>Gets the <c>Content-Type</c> of the PUT, or <see langword="null"/>.</summary>
    public string? ContentType => Info.ContentType;

    /// <summary>Gets the number of bytes.</summary>
    public long Length => Info.Length;

    /// <summary>Gets the SHA-256 of the bytes in lower-case hexadecimal.</summary>
    public string Sha256 => Info.Sha256;

    /// <summary>Gets the headers of the PUT by name, ignoring case; secrets are hidden.</summary>
    public IReadOnlyDictionary<string, string> Headers => Info.Headers;

    /// <summary>Gets the number of the upload URL that was used: 1 is the first that was issued.</summary>
    public int UploadUrlNumber => Info.UploadUrlNumber;

    /// <summary>Gets how often bytes were stored through this upload URL: 1, plus one for each replacement.</summary>
    public int Version => Info.Version;

    /// <summary>Gets when the last byte arrived, by the emulator's clock.</summary>
    public DateTimeOffset ReceivedAt => Info.ReceivedAt;

    /// <summary>Gets the bytes; with a data directory, every call reads them again.</summary>
    /// <exception cref="IOException">The file was deleted or can't be read.</exception>
    public ReadOnlyMemory<byte> Bytes => _bytes.Read();

    internal PhotoInfo Info { get; }

    internal void Delete() => _bytes.Delete();

    /// <summary>Opens the bytes for reading.</summary>
    /// <returns>A stream that the caller disposes.</returns>
    /// <exception cref="IOException">The file was deleted or can't be read.</exception>
    public Stream OpenRead() => _bytes.OpenRead();

    /// <summary>Describes the photo for messages.</summary>
    /// <returns>File name, length and number of the upload URL.</returns>
    public override string ToString() => $"{FileName} ({Length} bytes, upload URL {UploadUrlNumber}, version {Version})";
}
