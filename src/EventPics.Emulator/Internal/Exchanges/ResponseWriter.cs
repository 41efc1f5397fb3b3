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

/// <summary>Writes a response: completely, truncated, or slowly.</summary>
internal sealed class ResponseWriter(TimeProvider timeProvider)
{
    // A body to truncate or to send slowly when the regular response has none.
    private const int FillerLength = 64;

    private static readonly byte[] Filler = CreateFiller();

    public async Task WriteAsync(HttpContext context, EmulatorResponse response, FaultPlan plan, CancellationToken cancellationToken)
    {
        var mayHaveBody = response.Status is not (204 or 304);
        var length = mayHaveBody ? response.Length ?? response.Body.Length : 0;
        if (length == 0 && mayHaveBody && (plan.Truncated || plan.ResponseRate is not null))
        {
            length = FillerLength;
        }

        // Kestrel closes the connection when less than Content-Length was written; aborting it could discard the first half.
        var toSend = plan.Truncated ? length / 2 : length;
        var clientSendsBody = !context.Request.Headers.ContainsKey("Expect");
        if (plan.Closes && clientSendsBody)
        {
            await WriteAndCloseAsync(context, response, length, toSend, plan, cancellationToken).ConfigureAwait(false);
            return;
        }

        var output = context.Response;
        output.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
        {
            output.Headers[name] = value.Length > 0 ? value : default(StringValues);
        }

        if (plan.Closes)
        {
            output.Headers.Connection = "close";
        }

        if (mayHaveBody)
        {
            output.ContentType = response.ContentType;
            output.ContentLength = length;
            await WriteBodyAsync(output.Body, response.Body, toSend, plan.ResponseRate, cancellationToken).ConfigureAwait(false);
        }
    }

    // Kestrel would read the rest of the body before it closes the connection; real servers may not, so this bypasses Kestrel and writes to
    // the socket.
    private async Task WriteAndCloseAsync(
        HttpContext context, EmulatorResponse response, long length, long toSend, FaultPlan plan, CancellationToken cancellationToken)
    {
        var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        using var stream = new NetworkStream(socket, ownsSocket: false);
        await stream.WriteAsync(CreateHead(context, response, length), cancellationToken).ConfigureAwait(false);
        await WriteBodyAsync(stream, response.Body, toSend, plan.ResponseRate, cancellationToken).ConfigureAwait(false);
        throw new ConnectionDroppedException();
    }

    private static byte[] CreateHead(HttpContext context, EmulatorResponse response, long length)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Date"] = context.Response.Headers.Date.ToString(),
            ["Content-Type"] = response.ContentType ?? "",
            ["Content-Length"] = length.ToString(CultureInfo.InvariantCulture),
            ["Connection"] = "close",
        };
        foreach (var (name, value) in response.Headers)
        {
            headers[name] = value;
        }

        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.Status} {ReasonPhrases.GetReasonPhrase(response.Status)}\r\n");
        foreach (var (name, value) in headers.Where(header => header.Value.Length > 0))
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
    }

    private async Task WriteBodyAsync(Stream stream, ReadOnlyMemory<byte> body, long toSend, int? rate, CancellationToken cancellationToken)
    {
        var limiter = rate is null ? null : new RateLimiter(rate.Value, timeProvider);
        for (long sent = 0; sent < toSend;)
        {
            var remaining = sent < body.Length ? body[(int)sent..] : Filler;
            var chunk = remaining[..(int)Math.Min(Math.Min(remaining.Length, limiter?.ChunkSize ?? int.MaxValue), toSend - sent)];
            await stream.WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
            sent += chunk.Length;
            if (limiter is not null && sent < toSend)
            {
                await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
                await limiter.WaitAsync(sent, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static byte[] CreateFiller()
    {
        var filler = new byte[16 * 1024];
        Array.Fill(filler, (byte)'a');
        return filler;
    }
}
