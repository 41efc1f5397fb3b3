using EventPics.Internal.Upload;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Tests.Upload;

/// <summary>Chunk sizes: a connection that makes progress is never mistaken for a stalled one.</summary>
public sealed class ChunkSizeTests
{
    private const int Megabyte = 1024 * 1024;
    private const int AliveLine = 3200;

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(90)]
    [InlineData(3600)]
    public Task F012_A_connection_of_32_kbit_per_second_is_alive_for_any_stall_timeout(int stallTimeout) =>
        SendAsync(stallTimeout, Megabyte, new Line(_time, _ => AliveLine));

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(30)]
    public Task F012_A_connection_that_becomes_slow_is_alive(int stallTimeout) =>
        SendAsync(stallTimeout, 20 * Megabyte, new Line(_time, sent => sent < 19 * Megabyte ? 20 * Megabyte : AliveLine));

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(30)]
    public async Task F013_A_connection_of_8_kbit_per_second_counts_as_stalled(int stallTimeout)
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(stallTimeout, Megabyte, new Line(_time, _ => 1000)));
    }

    [Theory]
    [InlineData(8_000, 64 * 1024)]
    [InlineData(250_000, 64 * 1024)]
    [InlineData(2_400_000, 600_000)]
    [InlineData(500_000_000, 1024 * 1024)]
    public void A_connection_of_known_speed_gets_four_chunks_per_second(int bytesPerSecond, int expected)
    {
        Assert.Equal(expected, ChunkSize.ForSpeed(bytesPerSecond, new EventPicsClientOptions()));
    }

    [Fact]
    public async Task A_connection_without_acknowledgements_gets_small_chunks_at_any_speed()
    {
        var line = new Line(_time, _ => 500 * Megabyte);

        await SendAsync(stallTimeout: 30, 20 * Megabyte, line);

        Assert.Equal(64 * 1024, line.Pieces.Max());
    }

    private async Task SendAsync(int stallTimeout, int length, Line line)
    {
        var options = new EventPicsClientOptions { StallTimeout = TimeSpan.FromSeconds(stallTimeout), TimeProvider = _time };
        using var watch = new StallDetector(options, Token);
        using var body = new UploadHttpContent(
            UploadContent.FromBytes(TestImages.Jpeg(length)), watch, options, ChunkSize.ForSlowConnection(options),
            progress: null, attempt: 1);

        await body.CopyToAsync(line, watch.Token);

        Assert.True(body.IsComplete);
    }

    /// <summary>A connection behind a kernel buffer, on a fake clock that skips each write.</summary>
    private sealed class Line(FakeTimeProvider time, Func<long, int> bytesPerSecond) : Stream
    {
        private int _room = 32 * 1024;
        private long _sent;

        public List<int> Pieces { get; } = [];

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _sent;

        public override long Position
        {
            get => _sent;
            set => throw new NotSupportedException();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Pieces.Add(buffer.Length);
            var kept = Math.Min(_room, buffer.Length);
            _room -= kept;
            time.Advance(TimeSpan.FromSeconds((double)(buffer.Length - kept) / bytesPerSecond(_sent)));
            _sent += buffer.Length;
            cancellationToken.ThrowIfCancellationRequested();
            return default;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
