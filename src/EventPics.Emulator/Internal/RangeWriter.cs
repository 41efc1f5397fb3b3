using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EventPics.Emulator.Internal;

/// <summary>Sends bytes, or the one part of them that was asked for: Safari plays no video without.</summary>
internal static class RangeWriter
{
    private const int BufferSize = 64 * 1024;

    public static async Task WriteAsync(HttpContext context, Stream bytes)
    {
        long total = bytes.Length;
        context.Response.Headers.AcceptRanges = "bytes";
        (long from, long length) = (0, total);
        if (RangeHeaderValue.TryParse(context.Request.Headers.Range.ToString(), out RangeHeaderValue? range) && range.Ranges.Count == 1)
        {
            RangeItemHeaderValue item = range.Ranges.Single();
            from = item.From ?? Math.Max(0, total - item.To!.Value);
            long to = item.From is null ? total - 1 : Math.Min(item.To ?? total - 1, total - 1);
            if (from > to)
            {
                context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                context.Response.Headers.ContentRange = new ContentRangeHeaderValue(total).ToString();
                return;
            }

            length = to - from + 1;
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = new ContentRangeHeaderValue(from, to, total).ToString();
        }

        context.Response.ContentLength = length;
        bytes.Position = from;
        await CopyAsync(bytes, context.Response.Body, length, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task CopyAsync(Stream from, Stream to, long length, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[Math.Min(BufferSize, length)];
        while (length > 0)
        {
            int count = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            await to.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            length -= count;
        }
    }
}
