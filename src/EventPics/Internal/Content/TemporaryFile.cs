namespace EventPics.Internal.Content;

/// <summary>
/// A file that only this process and its user can read, and that the operating system deletes: on Windows when its handle is closed,
/// elsewhere right away, while the handle keeps the bytes. So it is gone even if the process is killed.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    private TemporaryFile(FileStream file) => File = file;

    /// <summary>The only handle.</summary>
    public FileStream File { get; }

    public static TemporaryFile Create()
    {
        // On Unix, this creates it with the rights of its owner alone; on Windows, the folder belongs to the user.
        var path = Path.GetTempFileName();
        try
        {
            var isWindows = Path.DirectorySeparatorChar == '\\';
            var file = new FileStream(
                path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1,
                isWindows ? FileOptions.DeleteOnClose : FileOptions.None);
            if (!isWindows)
            {
                System.IO.File.Delete(path);
            }

            return new TemporaryFile(file);
        }
        catch
        {
            System.IO.File.Delete(path);
            throw;
        }
    }

    /// <summary>Opens the bytes for reading from the first one. Several readers share the handle.</summary>
    public Stream OpenRead() => new Reader(File);

    public void Dispose() => File.Dispose();

    private sealed class Reader(FileStream file) : ForwardStream
    {
        private long _position;

        public override long Length => file.Length;

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            lock (file)
            {
                file.Position = _position;
                var read = file.Read(buffer, offset, count);
                _position += read;
                return read;
            }
        }
    }
}
