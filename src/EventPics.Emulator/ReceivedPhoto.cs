using EventPics.Emulator.Internal.Photos;
using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator;

/// <summary>A picture or video as it arrived through an upload link.</summary>
public sealed class ReceivedPhoto
{
    private readonly IPhotoBytes _photo;

    internal ReceivedPhoto(PhotoInfo info, IPhotoBytes picture)
    {
        Info = info;
        _photo = picture;
    }

    /// <summary>The title of the event.</summary>
    public string EventTitle => Info.EventTitle;

    /// <summary>The id of the event.</summary>
    public string LinkId => Info.LinkId;

    /// <summary>The id of the album, or <see langword="null"/> when the client named none.</summary>
    public string? AlbumId => Info.AlbumId;

    /// <summary>The file name given with the request for the link.</summary>
    public string FileName => Info.FileName;

    /// <summary>The capture time given with the request for the link, or <see langword="null"/>.</summary>
    public DateTimeOffset? TakenAt => Info.TakenAt;

    /// <summary>The <c>Content-Type</c> of the PUT, or <see langword="null"/>.</summary>
    public string? ContentType => Info.ContentType;

    /// <summary>The number of bytes.</summary>
    public long Length => Info.Length;

    /// <summary>The SHA-256 of the bytes in lower-case hexadecimal.</summary>
    public string Sha256 => Info.Sha256;

    /// <summary>The headers of the PUT, by name without regard to case; secrets are hidden.</summary>
    public IReadOnlyDictionary<string, string> Headers => Info.Headers;

    /// <summary>Which link it came through: 1 is the first that was issued.</summary>
    public int UploadUrlNumber => Info.UploadUrlNumber;

    /// <summary>How often bytes were stored through this link: 1, and one more for each replacement.</summary>
    public int Version => Info.Version;

    /// <summary>When the last byte had arrived, by the emulator's clock.</summary>
    public DateTimeOffset ReceivedAt => Info.ReceivedAt;

    /// <summary>The bytes; read anew from the data directory, if there is one, on every call.</summary>
    /// <exception cref="IOException">The file is gone or can't be read.</exception>
    public ReadOnlyMemory<byte> Bytes => _photo.Read();

    internal PhotoInfo Info { get; }

    internal void Delete() => _photo.Delete();

    /// <summary>Opens the bytes for reading.</summary>
    /// <returns>A stream at its beginning, for the caller to dispose.</returns>
    /// <exception cref="IOException">The file is gone or can't be read.</exception>
    public Stream OpenRead() => _photo.OpenRead();

    /// <summary>Says what this is, for messages.</summary>
    /// <returns>File name, length and link number.</returns>
    public override string ToString() => $"{FileName} ({Length} bytes, link {UploadUrlNumber}, version {Version})";
}
