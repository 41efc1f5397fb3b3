using EventPics.Internal.Content;

namespace EventPics;

/// <summary>
/// The bytes of one photo or video. They can be read any number of times, so that every attempt starts at the first byte.
/// </summary>
/// <remarks>Only content from <see cref="BufferAsync"/> needs to be disposed, after its last upload.</remarks>
public sealed class UploadContent : IDisposable
{
    private readonly Func<Stream>? _open;
    private TemporaryFile? _temporaryFile;
    private FileStream? _keptOpen;

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

    /// <summary>The number of bytes.</summary>
    public long Length { get; }

    /// <summary>
    /// The media type: the one given, otherwise detected from the first bytes, otherwise from the file name, otherwise
    /// <c>application/octet-stream</c>.
    /// </summary>
    public string ContentType { get; }

    /// <summary>The full path of the file; <see langword="null"/> for bytes from another source.</summary>
    public string? FilePath { get; }

    /// <summary>Whether the bytes are in memory, so that reading can't block.</summary>
    internal bool IsInMemory { get; private init; }

    /// <summary>Whether the caller gave the length, which need not be right.</summary>
    internal bool HasGivenLength { get; private init; }

    /// <summary>Distinguishes these bytes from those of another photo with the same name and length, without reading them.</summary>
    internal object Identity { get; private init; }

    /// <summary>The media type that the caller gave.</summary>
    internal string? GivenType { get; }

    /// <summary>The media type of the file name: all that the service knows when it signs an upload URL.</summary>
    internal string? NameType { get; }

    /// <summary>Creates content from a file, which is opened for every attempt.</summary>
    /// <param name="path">The file.</param>
    /// <param name="contentType">The media type; <see langword="null"/> to detect it.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException">The path is empty or a directory, the file is empty, or the media type is malformed.</exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="IOException">The file is locked or can't be read.</exception>
    public static UploadContent FromFile(string path, string? contentType = null) => FromFile(path, contentType, path, keepOpen: false);

    /// <summary>Creates content from a file whose name differs from the photo's own, as in a queue.</summary>
    /// <param name="path">The file.</param>
    /// <param name="contentType">The media type; <see langword="null"/> to detect it.</param>
    /// <param name="fileName">The photo's own name, from which the service derives a signed media type.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException">
    /// The path or the name is empty, the path is a directory, the file is empty, or the media type is malformed.
    /// </exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="IOException">The file is locked or can't be read.</exception>
    public static UploadContent FromFile(string path, string? contentType, string fileName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        return FromFile(path, contentType, fileName, keepOpen: false);
    }

    /// <summary>Creates content from memory. The bytes must not change until the upload has ended.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="contentType">The media type; <see langword="null"/> to detect it.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException">The memory is empty, or the media type is malformed.</exception>
    public static UploadContent FromBytes(ReadOnlyMemory<byte> bytes, string? contentType = null)
    {
        MediaTypeDetector.Check(contentType);
        return bytes.IsEmpty
            ? throw new ArgumentException("There are no bytes to upload. Pass the photo's bytes.", nameof(bytes))
            : new UploadContent(
                () => new MemoryReadStream(bytes), bytes.Length,
                contentType, MediaTypeDetector.FromBytes(bytes.Span))
            { IsInMemory = true };
    }

    /// <summary>
    /// Creates content from a seekable stream, which is read from its beginning, stays open and must not be used until the upload has
    /// ended.
    /// </summary>
    /// <param name="seekable">The stream.</param>
    /// <param name="contentType">The media type; <see langword="null"/> to detect it.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException">The stream can't seek or is empty, or the media type is malformed.</exception>
    public static UploadContent FromStream(Stream seekable, string? contentType = null)
    {
        ArgumentNullException.ThrowIfNull(seekable);
        MediaTypeDetector.Check(contentType);
        ThrowIfUnreadable(seekable, nameof(seekable));
        if (!seekable.CanSeek)
        {
            throw new ArgumentException(
                "The stream can't seek, and a retry starts at the first byte. Use BufferAsync, which copies it, or FromStream(() => ...) with a function that opens it again.",
                nameof(seekable));
        }

        return seekable.Length == 0
            ? throw new ArgumentException("The stream is empty.", nameof(seekable))
            : new UploadContent(
                () => new LeaveOpenStream(seekable), seekable.Length, contentType,
                MediaTypeDetector.FromBytes(new LeaveOpenStream(seekable)));
    }

    /// <summary>Creates content from a stream that is opened for every attempt, and once now to determine its length and type.</summary>
    /// <param name="open">Opens the stream; each one is disposed after use and must contain the same bytes.</param>
    /// <param name="contentType">The media type; <see langword="null"/> to detect it.</param>
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

    /// <summary>
    /// Creates content from a stream of a known length that is opened for every attempt; once more to detect the media type if none is
    /// given.
    /// </summary>
    /// <param name="open">Opens the stream; each one is disposed after use and must contain the same bytes.</param>
    /// <param name="length">
    /// The number of bytes. An upload of a stream that has fewer or more fails with an <see cref="IOException"/>, and nothing is stored.
    /// </param>
    /// <param name="contentType">The media type; <see langword="null"/> to detect it.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException">The length is less than 1, or the media type is malformed.</exception>
    public static UploadContent FromStream(Func<Stream> open, long length, string? contentType = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        MediaTypeDetector.Check(contentType);
        if (contentType is not null)
        {
            return new UploadContent(open, length, contentType, detectedType: null) { HasGivenLength = true };
        }

        using var probe = open() ?? throw new ArgumentException("The function returned no stream.", nameof(open));
        return new UploadContent(
            open, length, contentType, MediaTypeDetector.FromBytes(MediaTypeDetector.ReadHead(probe)))
        { HasGivenLength = true };
    }

    /// <summary>
    /// Copies any stream, also one that can't seek, such as the body of an HTTP request: up to 1 MB into memory, a longer one into a
    /// temporary file that no other user can read. The file is deleted when the content is disposed, at the latest with the process, even
    /// if that is killed.
    /// </summary>
    /// <param name="anyStream">The stream. It is read to its end, from its beginning if it can seek, and stays open.</param>
    /// <param name="contentType">The media type; <see langword="null"/> to detect it.</param>
    /// <param name="cancellationToken">Cancels the copying.</param>
    /// <returns>The content, to be disposed after its last upload.</returns>
    /// <exception cref="ArgumentException">The stream can't be read or is empty, or the media type is malformed.</exception>
    /// <exception cref="IOException">
    /// The stream can't be read, or the temporary file can't be written, for example because the disk is full.
    /// </exception>
    public static async Task<UploadContent> BufferAsync(
        Stream anyStream, string? contentType = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(anyStream);
        MediaTypeDetector.Check(contentType);
        ThrowIfUnreadable(anyStream, nameof(anyStream));
        if (anyStream.CanSeek)
        {
            anyStream.Position = 0;
        }

        var (bytes, file) = await StreamBuffer.CopyAsync(anyStream, cancellationToken).ConfigureAwait(false);
        return file is not null ? new UploadContent(
            file.OpenRead, file.File.Length, contentType, MediaTypeDetector.FromBytes(bytes.Span))
        { _temporaryFile = file }
            : bytes.IsEmpty ? throw new ArgumentException("The stream is empty.", nameof(anyStream))
            : FromBytes(bytes, contentType);
    }

    /// <summary>
    /// Deletes the temporary file of <see cref="BufferAsync"/>, if there is one. Other content can still be read afterwards.
    /// </summary>
    public void Dispose()
    {
        _temporaryFile?.Dispose();
        Close();
    }

    /// <summary>Opens the bytes for reading from the first one.</summary>
    /// <returns>A stream to read once and dispose.</returns>
    /// <exception cref="IOException">The file is locked, deleted or can't be read.</exception>
    public Stream OpenRead() => _open is not null ? _open() : Interlocked.Exchange(ref _keptOpen, null) ?? SourceFile.Open(FilePath!);

    /// <summary>Creates content from a file, which may stay open for the first reader until <see cref="Close"/>.</summary>
    internal static UploadContent FromFile(string path, string? contentType, string fileName, bool keepOpen)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        MediaTypeDetector.Check(contentType);
        var fullPath = Path.GetFullPath(path);
        var file = SourceFile.OpenFirst(path, fullPath);
        try
        {
            var length = file.Length;
            if (length == 0)
            {
                throw new ArgumentException(
                    $"'{path}' is empty. Wait until the camera or the photo booth program has written it.", nameof(path));
            }

            var content = new UploadContent(
                open: null, length, contentType, MediaTypeDetector.FromBytes(file), MediaTypeDetector.FromName(fileName), fullPath);
            if (keepOpen)
            {
                file.Position = 0;
                content._keptOpen = file;
                file = null;
            }

            return content;
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Closes the file if it was kept open and not read.</summary>
    internal void Close() => Interlocked.Exchange(ref _keptOpen, null)?.Dispose();

    /// <summary>Returns the content for a file name, which determines the media type if the bytes don't.</summary>
    internal UploadContent WithFileName(string fileName) =>
        NameType is not null || MediaTypeDetector.FromName(fileName) is not { } nameType
            ? this
            : new UploadContent(_open, Length, GivenType, ContentType == MediaTypeDetector.Unknown ? null : ContentType, nameType, FilePath)
            {
                IsInMemory = IsInMemory,
                HasGivenLength = HasGivenLength,
                Identity = Identity,
                _temporaryFile = _temporaryFile,
            };

    private static void ThrowIfUnreadable(Stream stream, string parameter)
    {
        if (!stream.CanRead)
        {
            throw new ArgumentException("The stream can't be read: it is closed or write-only. Pass a readable one.", parameter);
        }
    }

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
