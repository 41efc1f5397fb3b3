using System.Diagnostics;
using System.Net;

namespace EventPics.Benchmarks.Queue;

/// <summary>A service that confirms immediately, so that only the work of the queue is measured.</summary>
internal sealed class InstantClient(int expected) : EventPicsClient
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<long> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _urls;
    private int _puts;

    public int Expected => expected;

    /// <summary>Seconds from the first photo to the last one.</summary>
    public async Task<double> TimeAsync()
    {
        var first = await _first.Task;
        await _done.Task;
        return Stopwatch.GetElapsedTime(first).TotalSeconds;
    }

    public override EventPicsClient WithMaxRetries(int maxRetries) => this;

    public override Task<UploadUrl> GetUploadUrlAsync(UploadUrlRequest request, CancellationToken cancellationToken = default)
    {
        _first.TrySetResult(Stopwatch.GetTimestamp());
        return Task.FromResult(
            new UploadUrl(new Uri($"https://storage.example/{Interlocked.Increment(ref _urls)}"), DateTimeOffset.MaxValue));
    }

    public override async Task<PutResult> PutAsync(
        UploadUrl uploadUrl, UploadContent content, IProgress<UploadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        progress?.Report(new UploadProgress(content.Length, content.Length, 1));
        if (Interlocked.Increment(ref _puts) == expected)
        {
            _done.SetResult();
        }

        // Uploads beyond the expected ones never complete: they are not counted.
        return _puts <= expected ? new PutResult(HttpStatusCode.OK, null, 1) : await NeverAsync(cancellationToken);
    }

    private static async Task<PutResult> NeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new OperationCanceledException(cancellationToken);
    }
}
