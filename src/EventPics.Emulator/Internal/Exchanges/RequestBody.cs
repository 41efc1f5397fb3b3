using System.Buffers;
using EventPics.Emulator.Internal.Faults;

namespace EventPics.Emulator.Internal.Exchanges;

/// <summary>
/// Reads the body of a request as its fault demands: to the end, slowly, until a stall or until the connection is dropped.
/// </summary>
internal sealed class RequestBody(Stream body, FaultPlan plan, ReceivedRequest request, ChangeSignal changes, TimeProvider timeProvider)
{
    private const int BufferSize = 64 * 1024;

    private readonly RateLimiter? _limiter = plan.ReadRate is { } rate ? new RateLimiter(rate, timeProvider) : null;

    /// <exception cref="ConnectionDroppedException">The fault ends the request here.</exception>
    public async Task ReadAsync(Func<ReadOnlyMemory<byte>, ValueTask>? receive, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (true)
            {
                await ApplyFaultAsync(cancellationToken).ConfigureAwait(false);
                var count = await body.ReadAsync(buffer.AsMemory(0, NextChunkSize()), cancellationToken).ConfigureAwait(false);
                if (count == 0)
                {
                    break;
                }

                request.AddBytes(count);
                changes.Set();
                if (receive is not null)
                {
                    await receive(buffer.AsMemory(0, count)).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (plan.DropAfter is not null)
        {
            throw new ConnectionDroppedException();
        }
    }

    private async ValueTask ApplyFaultAsync(CancellationToken cancellationToken)
    {
        if (request.BytesRead >= plan.DropAfter)
        {
            throw new ConnectionDroppedException();
        }

        if (request.BytesRead >= plan.StallAfter)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, timeProvider, cancellationToken).ConfigureAwait(false);
        }

        if (_limiter is not null)
        {
            await _limiter.WaitAsync(request.BytesRead, cancellationToken).ConfigureAwait(false);
        }
    }

    private int NextChunkSize()
    {
        var stop = Math.Min(plan.DropAfter ?? long.MaxValue, plan.StallAfter ?? long.MaxValue);
        return (int)Math.Min(_limiter?.ChunkSize ?? BufferSize, stop - request.BytesRead);
    }
}
