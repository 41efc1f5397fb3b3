using System.Globalization;
using System.Net.Sockets;
using System.Text;
using EventPics.Emulator.Internal.Faults;
using EventPics.Emulator.Internal.Wire;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace EventPics.Emulator.Internal.Exchanges;

/// <summary>Writes an answer: whole, cut off, or drop by drop.</summary>
internal sealed class ResponseWriter(TimeProvider timeProvider)
{
    // Something to cut off or to drip when the plain answer has no body.
    private const int FillerLength = 64;

    private static readonly byte[] Filler = CreateFiller();

    public async Task WriteAsync(HttpContext context, EmulatorResponse answer, FaultPlan plan, CancellationToken cancellationToken)
    {
        bool mayHaveBody = answer.Status is not (204 or 304);
        long length = mayHaveBody ? answer.Length ?? answer.Body.Length : 0;
        if (length == 0 && mayHaveBody && (plan.Truncated || plan.ResponseRate is not null))
        {
            length = FillerLength;
        }

        // Kestrel closes the connection when it finds too little written; aborting it could take the first half along.
        long toSend = plan.Truncated ? length / 2 : length;
        bool sendsRegardless = !context.Request.Headers.ContainsKey("Expect");
        if (plan.Closes && sendsRegardless)
        {
            await WriteAndCloseAsync(context, answer, length, toSend, plan, cancellationToken).ConfigureAwait(false);
            return;
        }

        HttpResponse response = context.Response;
        response.StatusCode = answer.Status;
        foreach ((string name, string value) in answer.Headers)
        {
            response.Headers[name] = value.Length > 0 ? value : default(StringValues);
        }

        if (plan.Closes)
        {
            response.Headers.Connection = "close";
        }

        if (mayHaveBody)
        {
            response.ContentType = answer.ContentType;
            response.ContentLength = length;
            await WriteBodyAsync(response.Body, answer.Body, toSend, plan.ResponseRate, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Kestrel would read the rest of the body before it closes; a server in a hurry does not, so this goes past Kestrel.</summary>
    private async Task WriteAndCloseAsync(HttpContext context, EmulatorResponse answer, long length, long toSend, FaultPlan plan, CancellationToken cancellationToken)
    {
        Socket socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        using var stream = new NetworkStream(socket, ownsSocket: false);
        await stream.WriteAsync(Head(context, answer, length), cancellationToken).ConfigureAwait(false);
        await WriteBodyAsync(stream, answer.Body, toSend, plan.ResponseRate, cancellationToken).ConfigureAwait(false);
        throw new ConnectionDroppedException();
    }

    private static byte[] Head(HttpContext context, EmulatorResponse answer, long length)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Date"] = context.Response.Headers.Date.ToString(),
            ["Content-Type"] = answer.ContentType ?? "",
            ["Content-Length"] = length.ToString(CultureInfo.InvariantCulture),
            ["Connection"] = "close",
        };
        foreach ((string name, string value) in answer.Headers)
        {
            headers[name] = value;
        }

        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} {ReasonPhrases.GetReasonPhrase(answer.Status)}\r\n");
        foreach ((string name, string value) in headers.Where(header => header.Value.Length > 0))
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
    }

    private async Task WriteBodyAsync(Stream stream, ReadOnlyMemory<byte> body, long toSend, int? rate, CancellationToken cancellationToken)
    {
        RateLimiter? pace = rate is null ? null : new RateLimiter(rate.Value, timeProvider);
        for (long sent = 0; sent < toSend;)
        {
            ReadOnlyMemory<byte> left = sent < body.Length ? body[(int)sent..] : Filler;
            ReadOnlyMemory<byte> next = left[..(int)Math.Min(Math.Min(left.Length, pace?.Portion ?? int.MaxValue), toSend - sent)];
            await stream.WriteAsync(next, cancellationToken).ConfigureAwait(false);
            sent += next.Length;
            if (pace is not null && sent < toSend)
            {
                await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
                await pace.WaitAsync(sent, cancellationToken).ConfigureAwait(false);
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
