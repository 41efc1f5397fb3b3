namespace EventPics.Queue.Tests.Support;

/// <summary>A source that returns some bytes and then waits for <see cref="Release"/>, whatever the token says.</summary>
internal sealed class DeafStream(byte[] bytes, bool blocksTheThread) : MemoryStream(bytes)
{
    private readonly TaskCompletionSource _released = new();
    private bool _hasRead;

    public TaskCompletionSource Reached { get; } = new();

    public override bool CanSeek => false;

    public void Release() => _released.TrySetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_hasRead)
        {
            _hasRead = true;
            return Read(buffer.Span[..Math.Min(buffer.Length, 1000)]);
        }

        Reached.TrySetResult();
        if (blocksTheThread)
        {
            _released.Task.GetAwaiter().GetResult();
        }

        await _released.Task;
        return 0;
    }
}
