using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using EventPics.Internal.Http;

namespace EventPics.Internal.Upload;

/// <summary>
/// Uploads many photos, several at a time. A request is read only when its upload may start, and an outcome is kept only until it is taken.
/// </summary>
internal sealed class UploadBatch(
    EventPicsClient client, ClientLifetime? lifetime, IEnumerable<UploadRequest> requests, int maxConcurrency, TotalProgress? progress)
{
    public async IAsyncEnumerable<UploadOutcome> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var reader = new RequestReader(requests);
        var uploads = new List<Task<UploadOutcome>>();
        var starting = StartNextAsync(reader, cancellation.Token);
        ExceptionDispatchInfo? failure = null;
        var hasMore = true;
        try
        {
            while (starting is not null || uploads.Count > 0)
            {
                var ended = await Task.WhenAny(starting is null ? uploads : uploads.Append<Task>(starting)).ConfigureAwait(false);
                UploadOutcome? outcome = null;
                try
                {
                    if (ended is Task<UploadOutcome> upload)
                    {
                        uploads.Remove(upload);
                        outcome = await upload.ConfigureAwait(false);
                    }
                    else
                    {
                        var started = await Take(ref starting).ConfigureAwait(false);
                        hasMore = started is not null && failure is null;
                        uploads.AddRange(started is null ? [] : [started]);
                    }
                }
                catch (Exception e)
                {
                    hasMore = false;
                    failure ??= ExceptionDispatchInfo.Capture(
                        e is OperationCanceledException && cancellationToken.IsCancellationRequested
                            ? new OperationCanceledException(e.Message, e, cancellationToken)
                            : e);
                    if (ended is Task<UploadOutcome>)
                    {
                        // The others end too, but whatever was uploaded by then is still returned. An exception of the requests, however,
                        // concerns none of the uploads in progress: they finish.
                        cancellation.Cancel();
                    }
                }

                // Before the outcome is returned, so that the connection is busy while the caller handles it.
                if (hasMore && uploads.Count < maxConcurrency)
                {
                    starting ??= StartNextAsync(reader, cancellation.Token);
                }

                if (outcome is not null)
                {
                    yield return outcome;
                }
            }
        }
        finally
        {
            cancellation.Cancel();
            await WaitForEndAsync(starting, uploads).ConfigureAwait(false);
        }

        failure?.Throw();
    }

    private static Task<T> Take<T>(ref Task<T>? task)
    {
        var taken = task!;
        task = null;
        return taken;
    }

    private async Task<Task<UploadOutcome>?> StartNextAsync(RequestReader reader, CancellationToken cancellationToken)
    {
        // A mock has no lifetime.
        var request = await (lifetime?.RunAsync(reader.ReadAsync, cancellationToken) ?? reader.ReadAsync(cancellationToken))
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return request is null ? null : UploadAsync(request, cancellationToken);
    }

    private async Task<UploadOutcome> UploadAsync(UploadRequest request, CancellationToken cancellationToken)
    {
        var part = progress?.Add(request);
        try
        {
            var result = await client.UploadAsync(request, part, cancellationToken).ConfigureAwait(false);
            part?.Complete();
            return new UploadOutcome(request, result);
        }
        catch (Exception e) when (!EndsAll(e, cancellationToken))
        {
            return new UploadOutcome(request, e);
        }
    }

    // No further upload could succeed.
    private static bool EndsAll(Exception exception, CancellationToken cancellationToken) =>
        (exception is OperationCanceledException && cancellationToken.IsCancellationRequested) ||
        exception is ObjectDisposedException { ObjectName: nameof(EventPicsClient) };

    private static async Task WaitForEndAsync(Task<Task<UploadOutcome>?>? starting, List<Task<UploadOutcome>> uploads)
    {
        try
        {
            if (starting is not null && await starting.ConfigureAwait(false) is { } upload)
            {
                uploads.Add(upload);
            }
        }
        catch (Exception)
        {
            // A caller that leaves the loop wants no more outcomes.
        }

        try
        {
            await Task.WhenAll(uploads).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Likewise.
        }
    }
}
