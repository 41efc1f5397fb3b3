using EventPics.Internal;
using EventPics.Internal.Content;

namespace EventPics;

/// <summary>The bytes of one picture or video. They can be read any number of times, so that every attempt starts at the first byte.</summary>
public sealed class UploadContent
{
    private readonly Func<Stream>? _open;
    private FileStream? _kept;

    private UploadContent(
        Func<Stream>? open, long length, string? givenType, string? detectedType, string? nameType = null, string? filePath = null)
    {
        _open = open;
        FilePath = filePath;
        Identity = filePath ?? new object();
        Length = length;
        GivenType = givenType;
        NameType = nameType;
        ContentType = givenType ?? detectedType ?? nameType ?? MediaTypeDetector.Unknown;
    }

    /// <summary>How many bytes there are.</summary>
    public long Length { get; }

    /// <summary>The type given, else the one the first bytes tell, else the one the file name tells, else <c>application/octet-stream</c>.</summary>
    public string ContentType { get; }

    /// <summary>The full path, when the bytes come from a file.</summary>
    public string? FilePath { get; }

    /// <summary>Whether reading it can't block.</summary>
    internal bool IsInMemory { get; private init; }

    /// <summary>Tells these bytes from those of another picture with the same name and length, without reading them.</summary>
    internal object Identity { get; }

    /// <summary>The type the caller insists on.</summary>
    internal string? GivenType { get; }

    /// <summary>The type the file name tells: all that the service knows when it signs a link.</summary>
    internal string? NameType { get; }

    /// <summary>Reads a file anew for every attempt.</summary>
    /// <param name="path">The file.</param>
    /// <param name="contentType">The media type, if it should not be detected.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException">The path is empty or a directory, the file is empty, or the media type is malformed.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file is locked or can't be read.</exception>
    public static UploadContent FromFile(string path, string? contentType = null) => FromFile(path, contentType, path, keepOpen: false);

    /// <summary>Reads a file that keeps a picture under another name than the picture's own, as a queue does.</summary>
    /// <param name="path">The file.</param>
    /// <param name="contentType">The media type, if it should not be detected.</param>
    /// <param name="fileName">The picture's name: a link whose signature binds the media type was made from it.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException">
    /// The path or the name is empty, the path is a directory, the file is empty, or the media type is malformed.
    /// </exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file is locked or can't be read.</exception>
    public static UploadContent FromFile(string path, string? contentType, string fileName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        return FromFile(path, contentType, fileName, keepOpen: false);
    }

    /// <summary>Sends bytes from memory. They must not change until the upload is over.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="contentType">The media type, if it should not be detected.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException">There are no bytes, or the media type is malformed.</exception>
    public static UploadContent FromBytes(ReadOnlyMemory<byte> bytes, string? contentType = null)
    {
        MediaTypeDetector.Check(contentType);
        return bytes.IsEmpty
            ? throw new ArgumentException("There are no bytes to upload.", nameof(bytes))
            : new UploadContent(() => new ReadOnlyMemoryStream(bytes), bytes.Length, contentType, MediaTypeDetector.FromBytes(bytes.Span)) { IsInMemory = true };
    }

    /// <summary>Sends a seekable stream from its beginning. The stream stays open and must be left alone until the upload is over.</summary>
    /// <param name="seekable">The stream.</param>
    /// <param name="contentType">The media type, if it should not be detected.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException">The stream can't seek or is empty, or the media type is malformed.</exception>
    public static UploadContent FromStream(Stream seekable, string? contentType = null)
    {
        ArgumentNullException.ThrowIfNull(seekable);
        MediaTypeDetector.Check(contentType);
        if (!seekable.CanRead)
        {
            throw new ArgumentException("The stream can't be read: it is closed, or open for writing only.", nameof(seekable));
        }

        if (!seekable.CanSeek)
        {
            throw new ArgumentException(
                "A retry starts at the first byte, and this stream can't go back. Copy it into memory and pass FromBytes, or pass FromStream(() => ...) with a function that opens it anew.",
                nameof(seekable));
        }

        return seekable.Length == 0
            ? throw new ArgumentException("The stream is empty.", nameof(seekable))
            : new UploadContent(() => new BorrowedStream(seekable), seekable.Length, contentType, MediaTypeDetector.FromBytes(new BorrowedStream(seekable)));
    }

    /// <summary>Sends a stream that is opened anew for every attempt, and once now to learn its length and type.</summary>
    /// <param name="open">Opens the stream; each one is disposed after use and must hold the same bytes.</param>
    /// <param name="contentType">The media type, if it should not be detected.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException">The stream is empty, or the media type is malformed.</exception>
    public static UploadContent FromStream(Func<Stream> open, string? contentType = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        MediaTypeDetector.Check(contentType);
        using var probe = open() ?? throw new ArgumentException("The function returned no stream.", nameof(open));
        var head = MediaTypeDetector.ReadHead(probe);
        var length = probe.CanSeek ? probe.Length : head.Length + CountRest(probe);
        return length == 0
            ? throw new ArgumentException("The stream is empty.", nameof(open))
            : new UploadContent(open, length, contentType, MediaTypeDetector.FromBytes(head));
    }

    /// <summary>Opens the bytes at the first one.</summary>
    /// <returns>A stream to read once and dispose.</returns>
    /// <exception cref="IOException">The file is locked, gone or can't be read.</exception>
    public Stream OpenRead() => _open is not null ? _open() : Interlocked.Exchange(ref _kept, null) ?? SourceFile.Open(FilePath!);

    /// <summary>The content of a file, which may stay open for the first to read it; <see cref="Close"/> ends that.</summary>
    internal static UploadContent FromFile(string path, string? contentType, string fileName, bool keepOpen)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        MediaTypeDetector.Check(contentType);
        var fullPath = Path.GetFullPath(path);
        FileStream? file = SourceFile.OpenFirst(path, fullPath);
        try
        {
            var length = file.Length;
            if (length == 0)
            {
                throw new ArgumentException($"'{path}' is empty. Wait until the camera or the booth program has written it.", nameof(path));
            }

            var content = new UploadContent(open: null, length, contentType, MediaTypeDetector.FromBytes(file), MediaTypeDetector.FromName(fileName), fullPath);
            if (keepOpen)
            {
                file.Position = 0;
                content._kept = file;
                file = null;
            }

            return content;
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Closes the file that nobody read.</summary>
    internal void Close() => Interlocked.Exchange(ref _kept, null)?.Dispose();

    /// <summary>The content of a request under a file name, which tells the type when the bytes don't.</summary>
    internal UploadContent WithFileName(string fileName) =>
        NameType is not null || MediaTypeDetector.FromName(fileName) is not { } nameType
            ? this
            : new UploadContent(_open, Length, GivenType, ContentType == MediaTypeDetector.Unknown ? null : ContentType, nameType, FilePath) { IsInMemory = IsInMemory };

    private static long CountRest(Stream stream)
    {
        var buffer = new byte[81920];
        long total = 0;
        for (int read; (read = stream.Read(buffer, 0, buffer.Length)) > 0;)
        {
            total += read;
        }

        return total;
    }
}
