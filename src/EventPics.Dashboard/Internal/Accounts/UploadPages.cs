using EventPics.Dashboard.Internal.Wire;
using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Accounts;

/// <summary>Reads a queue's photos page by page.</summary>
internal static class UploadPages
{
    private const int MaxReads = 10;

    /// <summary>Reads the next photos. Unless a state is asked for, those that a person withdrew are left out.</summary>
    public static async Task<WirePage> ReadAsync(
        UploadQueue queue, QueueFilter filter, string? continuation, int limit, CancellationToken cancellationToken)
    {
        var uploads = new List<WireUpload>(limit);
        for (var reads = 0; reads < MaxReads; reads++)
        {
            var page = await queue.ListAsync(filter, continuation, limit - uploads.Count, cancellationToken).ConfigureAwait(false);
            uploads.AddRange(page.Uploads.Where(upload => filter.State is not null || !IsWithdrawn(upload)).Select(Uploads.ToWire));
            continuation = page.Continuation;
            if (continuation is null || uploads.Count == limit)
            {
                break;
            }
        }

        return new WirePage(uploads, continuation);
    }

    private static bool IsWithdrawn(QueuedUpload upload) => upload.State is QueuedUploadState.Removed or QueuedUploadState.Exported;
}
