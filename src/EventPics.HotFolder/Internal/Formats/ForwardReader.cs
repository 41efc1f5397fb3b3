namespace EventPics.HotFolder.Internal.Formats;

/// <summary>Reads forward through a file whose end may still be being written.</summary>
internal sealed class ForwardReader
{
    private const int BufferSize = 64 * 1024;

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _next;
    private int _filled;

    public ForwardReader(Stream stream)
    {
        _stream = stream;
        _stream.Position = 0;
        Length = stream.Length;
    }

    /// <summary>The length at the start; bytes appended later are left for the next examination.</summary>
    public long Length { get; }

    public long Position { get; private set; }

    /// <summary>Returns the next byte, or -1 at the end.</summary>
    public int Read()
    {
        if (_next == _filled && !Fill())
        {
            return -1;
        }

        Position++;
        return _buffer[_next++];
    }

    public bool Read(Span<byte> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            var value = Read();
            if (value < 0)
            {
                return false;
            }

            target[i] = (byte)value;
        }

        return true;
    }

    /// <summary>Returns the next bytes as a big-endian number; -1 at the end, or when the number is absurdly large.</summary>
    public long ReadNumber(int size)
    {
        long number = 0;
        for (; size > 0; size--)
        {
            var value = Read();
            if (value < 0 || number >> 55 != 0)
            {
                return -1;
            }

            number = (number << 8) | (uint)value;
        }

        return number;
    }

    /// <summary>
    /// Returns the next bytes, as far as there are any. Sizes in files may be wrong, so nothing is allocated for bytes that don't exist.
    /// </summary>
    public byte[] ReadUpTo(long count)
    {
        var bytes = new byte[Math.Max(0, Math.Min(count, Length - Position))];
        return Read(bytes) ? bytes : [];
    }

    /// <summary>Skips to a later position; false when it is beyond the end.</summary>
    public bool SkipTo(long position)
    {
        if (position > Length || position < Position)
        {
            return false;
        }

        var ahead = position - Position;
        if (ahead <= _filled - _next)
        {
            _next += (int)ahead;
        }
        else
        {
            _stream.Position = position;
            _next = _filled = 0;
        }

        Position = position;
        return true;
    }

    public bool Skip(long count) => SkipTo(Position + count);

    /// <summary>Skips past the next byte of this value; false when there is none.</summary>
    public bool SkipPast(byte value)
    {
        while (_next < _filled || Fill())
        {
            var found = _buffer.AsSpan(_next, _filled - _next).IndexOf(value);
            var step = found < 0 ? _filled - _next : found + 1;
            _next += step;
            Position += step;
            if (found >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool Fill()
    {
        var wanted = (int)Math.Min(BufferSize, Length - Position);
        _next = 0;
        _filled = wanted <= 0 ? 0 : _stream.Read(_buffer, 0, wanted);
        return _filled > 0;
    }
}
