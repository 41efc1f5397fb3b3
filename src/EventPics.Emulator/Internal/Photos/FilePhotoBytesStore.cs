using System.Globalization;
using System.Text;
using System.Text.Json;
using EventPics.Emulator.Internal.Storage;
using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Photos;

/// <summary>Keeps pictures as files in folders by event and album, and a list of them in one more file.</summary>
internal sealed class FilePhotoBytesStore : IPhotoBytesStore
{
    private const string IndexName = "photos.jsonl";
    private const string IncomingPrefix = ".incoming-";
    private const int BufferSize = 128 * 1024;

    private readonly string _directory;
    private readonly FileStream _index;

    public FilePhotoBytesStore(string directory)
    {
        _directory = Path.GetFullPath(directory);
        Directory.CreateDirectory(_directory);

        // Held open for itself alone, so that a second emulator on the same folder is refused.
        _index = new FileStream(Path.Combine(_directory, IndexName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        foreach (string left in Directory.EnumerateFiles(_directory, IncomingPrefix + "*"))
        {
            File.Delete(left);
        }
    }

    public long LargestPicture => long.MaxValue;

    public IReadOnlyList<ReceivedPhoto> Load()
    {
        var photos = new OrderedDictionary<int, ReceivedPhoto>();
        _index.Position = 0;
        using var reader = new StreamReader(_index, Encoding.UTF8, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            if (Parse(line) is { } info && File.Exists(PathOf(info)))
            {
                photos[info.UploadUrlNumber] = new ReceivedPhoto(info, new Photo(PathOf(info)));
            }
        }

        EndLastLine();
        return [.. photos.Values];
    }

    public PhotoWriter Begin(IssuedUrl link, long length) =>
        new Writer(this, Path.Combine(_directory, $"{IncomingPrefix}{Guid.NewGuid():N}"));

    public void Remember(ReceivedPhoto photo)
    {
        _index.Write(JsonSerializer.SerializeToUtf8Bytes(photo.Info, WireJson.Default.PhotoInfo));
        _index.Write("\n"u8);
        _index.Flush();
    }

    public void Dispose() => _index.Dispose();

    private void EndLastLine()
    {
        if (_index.Length > 0)
        {
            _index.Position = _index.Length - 1;
            if (_index.ReadByte() != '\n')
            {
                _index.Write("\n"u8);
            }
        }
    }

    // The last line may be torn when the emulator was killed, and any line changed by hand; its picture is then shown no more, but its file stays.
    private static PhotoInfo? Parse(string line)
    {
        try
        {
            PhotoInfo? info = JsonSerializer.Deserialize(line, WireJson.Default.PhotoInfo);
            return info is { EventTitle: not null, LinkId: not null, FileName: not null, Sha256: not null, Headers: not null, UploadUrlNumber: > 0, Version: > 0 }
                ? info with { Headers = new Dictionary<string, string>(info.Headers, StringComparer.OrdinalIgnoreCase) }
                : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }

    // A new version gets a new name: whoever still reads the old one must not see its bytes change.
    private string PathOf(PhotoInfo info) => Path.Combine(
        _directory,
        Clean(info.LinkId),
        Clean(info.AlbumId ?? "no album"),
        string.Create(CultureInfo.InvariantCulture, $"{info.UploadUrlNumber:D6}{(info.Version == 1 ? "" : $"-{info.Version}")} {Clean(info.FileName)}"));

    private static string Clean(string name)
    {
        string clean = string.Concat(name.Select(c => char.IsControl(c) || "<>:\"/\\|?*".Contains(c, StringComparison.Ordinal) ? '_' : c)).Trim(' ', '.');
        return clean.Length == 0 ? "_" : Shorten(clean);
    }

    // File systems take 255 bytes; the number needs some of them. The end stays, for the extension's sake.
    private static string Shorten(string name)
    {
        const int Longest = 200;
        while (Encoding.UTF8.GetByteCount(name) > Longest)
        {
            name = name[(char.IsHighSurrogate(name[0]) ? 2 : 1)..];
        }

        return name;
    }

    private sealed class Writer(FilePhotoBytesStore store, string path) : PhotoWriter
    {
        private readonly FileStream _stream = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, FileOptions.Asynchronous);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
            _stream.WriteAsync(bytes, cancellationToken);

        public override IPhotoBytes Commit(PhotoInfo info)
        {
            _stream.Dispose();
            string final = store.PathOf(info);
            Directory.CreateDirectory(Path.GetDirectoryName(final)!);
            File.Move(path, final, overwrite: true);
            return new Photo(final);
        }

        public override void Dispose()
        {
            _stream.Dispose();
            File.Delete(path);
        }
    }

    private sealed class Photo(string path) : IPhotoBytes
    {
        public Stream OpenRead() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous);

        public ReadOnlyMemory<byte> Read() => File.ReadAllBytes(path);

        public void Delete() => File.Delete(path);
    }
}
