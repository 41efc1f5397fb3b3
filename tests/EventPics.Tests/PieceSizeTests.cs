using EventPics.Internal;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Tests;

/// <summary>How much of a body goes out at once: a line that moves is never taken for a dead one.</summary>
public sealed class PieceSizeTests
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
    public Task F012_A_line_of_32_kbit_a_second_is_alive_whatever_the_limit_is(int stallTimeout) =>
        SendAsync(stallTimeout, Megabyte, new Line(_time, _ => AliveLine));

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(30)]
    public Task F012_A_line_that_turns_slow_after_a_fast_start_is_alive(int stallTimeout) =>
        SendAsync(stallTimeout, 20 * Megabyte, new Line(_time, sent => sent < 19 * Megabyte ? 20 * Megabyte : AliveLine));

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(30)]
    public async Task F013_A_line_of_8_kbit_a_second_counts_as_one_that_stands_still(int stallTimeout)
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(stallTimeout, Megabyte, new Line(_time, _ => 1000)));
    }

    [Fact]
    public async Task A_very_fast_line_gets_large_pieces_and_loses_them_when_it_slows_down()
    {
        var line = new Line(_time, sent => sent is >= 4 * Megabyte and < 8 * Megabyte ? 30 * Megabyte : 500 * Megabyte);

        await SendAsync(stallTimeout: 30, 20 * Megabyte, line);

        Assert.Equal(96 * 1024, line.Pieces[0]);
        Assert.All(PiecesIn(line, 1, Megabyte), size => Assert.True(size <= 64 * 1024));
        Assert.Equal([Megabyte, Megabyte], PiecesIn(line, 2 * Megabyte, 4 * Megabyte));
        Assert.All(PiecesIn(line, 5 * Megabyte, 8 * Megabyte), size => Assert.True(size <= 64 * 1024));
        Assert.Equal(Enumerable.Repeat(Megabyte, 11), PiecesIn(line, 9 * Megabyte, 20 * Megabyte));
    }

    [Fact]
    public async Task A_line_known_to_be_fickle_gets_small_pieces_however_fast_it_looks()
    {
        var line = new Line(_time, _ => 500 * Megabyte);

        await SendAsync(stallTimeout: 30, 20 * Megabyte, line, mayHurry: false);

        Assert.Equal(96 * 1024, line.Pieces.Max());
    }

    private static IEnumerable<int> PiecesIn(Line line, long from, long to)
    {
        long at = 0;
        foreach (var piece in line.Pieces)
        {
            if (at >= from && at < to)
            {
                yield return piece;
            }

            at += piece;
        }
    }

    private async Task SendAsync(int stallTimeout, int length, Line line, bool mayHurry = true)
    {
        var options = new EventPicsClientOptions { StallTimeout = TimeSpan.FromSeconds(stallTimeout), TimeProvider = _time };
        using var watch = new StallWatch(options, Token);
        using var body = new UploadBody(UploadContent.FromBytes(Jpeg.Of(length)), watch, options, mayHurry, progress: null, attempt: 1);

        await body.CopyToAsync(line, watch.Token);

        Assert.True(body.IsComplete);
    }

    /// <summary>A line with a kernel in front of it, by a clock that leaps over each write.</summary>
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
