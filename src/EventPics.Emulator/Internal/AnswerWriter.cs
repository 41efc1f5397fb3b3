using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal;

/// <summary>Writes an answer: whole, cut off, or drop by drop.</summary>
internal sealed class AnswerWriter(TimeProvider timeProvider)
{
    // Enough to be worth cutting off when the plain answer has no body.
    private const int FillerLength = 64;

    private static readonly byte[] Filler = CreateFiller();

    public async Task WriteAsync(HttpContext context, Answer answer, FaultPlan plan, CancellationToken cancellationToken)
    {
        HttpResponse response = context.Response;
        response.StatusCode = answer.Status;
        if (answer.ContentType is not null)
        {
            response.ContentType = answer.ContentType;
        }

        foreach ((string name, string value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (answer.Status is 204 or 304)
        {
            response.ContentType = null;
            return;
        }

        long length = answer.Length ?? answer.Body.Length;
        if (plan.Truncated && length == 0)
        {
            length = FillerLength;
        }

        response.ContentLength = length;
        long toSend = plan.Truncated ? length / 2 : length;
        await WriteBodyAsync(response.Body, answer.Body, toSend, plan.AnswerRate, cancellationToken).ConfigureAwait(false);
        if (plan.Truncated)
        {
            // Without this the half that was written could still be lost with the connection.
            await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
            throw new ConnectionDroppedException();
        }
    }

    private async Task WriteBodyAsync(Stream stream, ReadOnlyMemory<byte> body, long toSend, int? rate, CancellationToken cancellationToken)
    {
        int portion = rate is { } speed ? Pace.Portion(speed) : Filler.Length;
        for (long sent = 0; sent < toSend;)
        {
            ReadOnlyMemory<byte> left = sent < body.Length ? body[(int)sent..] : Filler;
            ReadOnlyMemory<byte> next = left[..(int)Math.Min(Math.Min(left.Length, portion), toSend - sent)];
            await stream.WriteAsync(next, cancellationToken).ConfigureAwait(false);
            sent += next.Length;
            if (rate is not null && sent < toSend)
            {
                await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
                await Task.Delay(Pace.Interval(rate.Value), timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static byte[] CreateFiller()
    {
        byte[] filler = new byte[16 * 1024];
        Array.Fill(filler, (byte)'a');
        return filler;
    }
}
