namespace EventPics.Queue.CrashHost;

/// <summary>A picture of a number: JPEG-like bytes, the same for the same number.</summary>
internal sealed class BoothStream : MemoryStream
{
    private readonly KillPoint _kill;

    public BoothStream(int number, int size, KillPoint kill)
        : base(Make(number, size))
        => _kill = kill;

    public static byte[] Make(int number, int size)
    {
        var bytes = new byte[size];
#pragma warning disable CA5394 // Not for secrets: the parent makes the same bytes.
        new Random(number).NextBytes(bytes);
#pragma warning restore CA5394
        new byte[] { 0xFF, 0xD8, 0xFF }.CopyTo(bytes, 0);
        return bytes;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        _kill.At("enqueue-read");
        var read = base.Read(buffer, offset, count);
        if (read == 0)
        {
            _kill.At("enqueue-read-all");
        }

        return read;
    }
}
