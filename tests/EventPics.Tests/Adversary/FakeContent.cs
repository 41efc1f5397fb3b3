namespace EventPics.Tests.Adversary;

/// <summary>
/// The content of one upload: usually memory, sometimes a stream that is read on the thread pool, and sometimes one that fails.
/// </summary>
internal sealed class FakeContent
{
    public FakeContent(Random random, byte[] bytes)
    {
        var kind = random.Next(16);
        var breaks = random.Next(4);
        IsBroken = kind == 0 && bytes.Length > 1;
        IsOnPool = kind <= 1;
        if (!IsOnPool)
        {
            Content = UploadContent.FromBytes(bytes);
            return;
        }

        var opened = 0;
        Content = UploadContent.FromStream(() => ++opened == 1 || !IsBroken
            ? new MemoryStream(bytes, writable: false)
            : breaks switch
            {
                0 => throw new FileNotFoundException("The file is gone."),
                1 => new MemoryStream(bytes[1..], writable: false),
                2 => new BreakingStream(bytes),
                _ => new MemoryStream([.. bytes, 7], writable: false),
            });
    }

    public UploadContent Content { get; }

    public bool IsBroken { get; }

    public bool IsOnPool { get; }

    private sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position > 0
                ? throw new IOException("The card was pulled out.")
                : new(Read(buffer.Span[..Math.Clamp((int)Length / 2, 1, buffer.Length)]));
    }
}
