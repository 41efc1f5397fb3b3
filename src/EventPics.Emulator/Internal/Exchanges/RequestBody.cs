using System.Buffers;
using EventPics.Emulator.Internal.Faults;

namespace EventPics.Emulator.Internal.Exchanges;

/// <summary>A request's body, read as the fault demands: to the end, slowly, until a stall or until the connection is dropped.</summary>
internal sealed class RequestBody(Stream body, FaultPlan plan, ReceivedRequest request, ChangeSignal changes, TimeProvider timeProvider)
{
    private const int BufferSize = 64 * 1024;

    private readonly RateLimiter? _pace = plan.ReadRate is { } rate ? new RateLimiter(rate, timeProvider) : null;

    /// <exception cref="ConnectionDroppedException">The fault ends the request here.</exception>
    public async Task ReadAsync(Func<ReadOnlyMemory<byte>, ValueTask>? receive, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (true)
            {
                await ApplyAsync(cancellationToken).ConfigureAwait(false);
                int count = await body.ReadAsync(buffer.AsMemory(0, NextSize()), cancellationToken).ConfigureAwait(false);
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

    private async ValueTask ApplyAsync(CancellationToken cancellationToken)
    {
        if (request.BytesRead >= plan.DropAfter)
        {
            throw new ConnectionDroppedException();
        }

        if (request.BytesRead >= plan.StallAfter)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, timeProvider, cancellationToken).ConfigureAwait(false);
        }

        if (_pace is not null)
        {
            await _pace.WaitAsync(request.BytesRead, cancellationToken).ConfigureAwait(false);
        }
    }

    private int NextSize()
    {
        long stop = Math.Min(plan.DropAfter ?? long.MaxValue, plan.StallAfter ?? long.MaxValue);
        return (int)Math.Min(_pace?.Portion ?? BufferSize, stop - request.BytesRead);
    }
}
