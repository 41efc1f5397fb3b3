using System.Globalization;
using System.Text;
using System.Text.Json;
using EventPics.Emulator.Internal.Storage;
using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Photos;

/// <summary>Stores photos as files in folders by event and album, and an index of them in one file.</summary>
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

        // Opened exclusively, so that a second emulator can't use the same folder.
        _index = new FileStream(Path.Combine(_directory, IndexName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        foreach (var unfinished in Directory.EnumerateFiles(_directory, IncomingPrefix + "*"))
        {
            File.Delete(unfinished);
        }
    }

    public long MaxPhotoSize => long.MaxValue;

    public IReadOnlyList<ReceivedPhoto> Load()
    {
        var photos = new List<ReceivedPhoto>();
        var positions = new Dictionary<int, int>();
        _index.Position = 0;
        using var reader = new StreamReader(_index, Encoding.UTF8, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            if (Parse(line) is { } info && File.Exists(GetPath(info)))
            {
                var photo = new ReceivedPhoto(info, new Photo(GetPath(info)));
                if (positions.TryAdd(info.UploadUrlNumber, photos.Count))
                {
                    photos.Add(photo);
                }
                else
                {
                    photos[positions[info.UploadUrlNumber]] = photo;
                }
            }
        }

        CompleteLastLine();
        return photos;
    }

    public PhotoWriter CreateWriter(IssuedUrl url, long length) =>
        new Writer(this, Path.Combine(_directory, $"{IncomingPrefix}{Guid.NewGuid():N}"));

    public void Append(ReceivedPhoto photo)
    {
        _index.Write(JsonSerializer.SerializeToUtf8Bytes(photo.Info, WireJson.Default.PhotoInfo));
        _index.Write("\n"u8);
        _index.Flush();
    }

    public void Dispose() => _index.Dispose();

    private void CompleteLastLine()
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

    // The last line may be incomplete after a crash, and any line may have been edited by hand. Its photo is then not shown, but its file stays.
    private static PhotoInfo? Parse(string line)
    {
        try
        {
            var info = JsonSerializer.Deserialize(line, WireJson.Default.PhotoInfo);
            return info is { EventTitle: not null, LinkId: not null, FileName: not null, Sha256: not null, Headers: not null, UploadUrlNumber: > 0, Version: > 0 }
                ? info with { Headers = new Dictionary<string, string>(info.Headers, StringComparer.OrdinalIgnoreCase) }
                : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }

    // A new version gets a new name: a reader of the old one must not see its bytes change.
    private string GetPath(PhotoInfo info) => Path.Combine(
        _directory,
        Sanitize(info.LinkId),
        Sanitize(info.AlbumId ?? "no album"),
        string.Create(CultureInfo.InvariantCulture, $"{info.UploadUrlNumber:D6}{(info.Version == 1 ? "" : $"-{info.Version}")} {Sanitize(info.FileName)}"));

    private static string Sanitize(string name)
    {
        var sanitized = string.Concat(name.Select(c => char.IsControl(c) || "<>:\"/\\|?*".Contains(c, StringComparison.Ordinal) ? '_' : c)).Trim(' ', '.');
        return sanitized.Length == 0 ? "_" : Shorten(sanitized);
    }

    // File systems allow 255 bytes, and the number needs some of them. The end is kept for the extension.
    private static string Shorten(string name)
    {
        const int MaxBytes = 200;
        while (Encoding.UTF8.GetByteCount(name) > MaxBytes)
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
            var target = store.GetPath(info);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(path, target, overwrite: true);
            return new Photo(target);
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
