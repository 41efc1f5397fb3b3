using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;

namespace EventPics.Queue.Tests.Support;

/// <summary>A service in memory, behind a client that never retries by itself. Faults are functions that throw, or hold a call.</summary>
internal sealed class FakeUploadService : EventPicsClient
{
    private int _uploadUrls;

    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    public ConcurrentQueue<string> Calls { get; } = new();

    public Func<UploadUrlRequest, CancellationToken, Task> OnUploadUrl { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Before any byte of a PUT.</summary>
    public Func<UploadUrl, UploadContent, CancellationToken, Task> OnPut { get; set; } = static (_, _, _) => Task.CompletedTask;

    /// <summary>After the storage has the picture, before it answers.</summary>
    public Func<UploadUrl, UploadContent, CancellationToken, Task> OnStored { get; set; } = static (_, _, _) => Task.CompletedTask;

    /// <summary>Where the n-th upload URL leads.</summary>
    public Func<UploadUrlRequest, int, string> PathOf { get; set; } = static (request, n) => $"/{n}/{request.FileName}";

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public int UploadUrlsIssued => _uploadUrls;

    public IEnumerable<string> Hashes => Objects.Values.Select(bytes => Convert.ToHexStringLower(SHA256.HashData(bytes)));

    public static EventPicsException Failure(
        EventPicsError error, HttpStatusCode? status = null, TimeSpan? retryAfter = null, EventPicsErrorScope? scope = null, bool objectExists = false) =>
        new(error, $"{error} happened. Wait.", isTransient: true, status, retryAfter, scope: scope, objectExists: objectExists);

    /// <summary>When the list of events is asked for.</summary>
    public Func<CancellationToken, Task> OnEvents { get; set; } = static _ => Task.CompletedTask;

    public int EventListCalls { get; private set; }

    public override async Task<IReadOnlyList<EventPicsEvent>> GetEventsAndAlbumsAsync(CancellationToken cancellationToken = default)
    {
        EventListCalls++;
        await OnEvents(cancellationToken);
        return [];
    }

    public override async Task<UploadUrl> GetUploadUrlAsync(UploadUrlRequest request, CancellationToken cancellationToken = default)
    {
        Calls.Enqueue($"link {request.LinkId}/{request.AlbumId} {request.FileName}");
        await OnUploadUrl(request, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return new UploadUrl(new Uri($"https://storage.test{PathOf(request, Interlocked.Increment(ref _uploadUrls))}?X-Amz-Signature=CANARYSIG"), Time.GetUtcNow() + TimeSpan.FromSeconds(300));
    }

    public override async Task<PutResult> PutAsync(UploadUrl uploadUrl, UploadContent content, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Calls.Enqueue($"put {uploadUrl.Url.AbsolutePath}");
        await OnPut(uploadUrl, content, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        using MemoryStream bytes = new();
        using (var source = content.OpenRead())
        {
            source.CopyTo(bytes);
        }

        progress?.Report(new UploadProgress(content.Length / 2, content.Length, 1));
        progress?.Report(new UploadProgress(content.Length, content.Length, 1));
        Objects[uploadUrl.Url.AbsolutePath] = bytes.ToArray();
        await OnStored(uploadUrl, content, cancellationToken);
        return new PutResult(HttpStatusCode.OK, "\"etag\"", 1);
    }
}
