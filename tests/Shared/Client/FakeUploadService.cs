using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;

namespace EventPics.Tests.Shared;

/// <summary>A service in memory, behind a client that never retries. Tests replace the functions to make a call fail or wait.</summary>
#pragma warning disable CA1852 // Not sealed: a project may derive from it.
internal class FakeUploadService : EventPicsClient
#pragma warning restore CA1852
{
    private readonly ConcurrentQueue<string> _storedPaths = new();
    private int _uploadUrls;

    /// <summary>The stored bytes by the path of their URL.</summary>
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    /// <summary>All calls in their order, such as "put /1/p1.jpg".</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public IReadOnlyList<EventPicsEvent> Events { get; set; } = [];

    /// <summary>The proof of storage that the service returns.</summary>
    public string? ETag { get; set; } = "\"etag\"";

    /// <summary>Runs before the events are returned.</summary>
    public Func<CancellationToken, Task> OnEvents { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Runs before an upload URL is issued.</summary>
    public Func<UploadUrlRequest, CancellationToken, Task> OnUploadUrl { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Runs before the first byte of a PUT is read.</summary>
    public Func<UploadUrl, UploadContent, CancellationToken, Task> OnPut { get; set; } = static (_, _, _) => Task.CompletedTask;

    /// <summary>Runs after a photo was stored, before the response.</summary>
    public Func<UploadUrl, UploadContent, CancellationToken, Task> OnStored { get; set; } = static (_, _, _) => Task.CompletedTask;

    /// <summary>Chooses the path of the n-th upload URL.</summary>
    public Func<UploadUrlRequest, int, string> PathOf { get; set; } = static (request, n) => $"/{n}/{request.FileName}";

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public int UploadUrlsIssued => _uploadUrls;

    public int EventListCalls { get; private set; }

    /// <summary>The SHA-256 of each object, in the order in which they were first stored.</summary>
    public IReadOnlyList<string> Hashes =>
        [.. _storedPaths.Distinct().Select(path => Convert.ToHexStringLower(SHA256.HashData(Objects[path])))];

    public static EventPicsException Failure(
        EventPicsError error, HttpStatusCode? status = null, TimeSpan? retryAfter = null, EventPicsErrorScope? scope = null,
        bool objectExists = false) =>
        new(error, $"{error} happened. Wait.", isTransient: true, status, retryAfter, scope: scope, objectExists: objectExists);

    public override async Task<IReadOnlyList<EventPicsEvent>> GetEventsAndAlbumsAsync(CancellationToken cancellationToken = default)
    {
        EventListCalls++;
        await OnEvents(cancellationToken);
        return Events;
    }

    public override async Task<UploadUrl> GetUploadUrlAsync(UploadUrlRequest request, CancellationToken cancellationToken = default)
    {
        Calls.Enqueue($"url {request.LinkId}/{request.AlbumId} {request.FileName}");
        await OnUploadUrl(request, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return new UploadUrl(
            new Uri($"https://storage.test{PathOf(request, Interlocked.Increment(ref _uploadUrls))}?X-Amz-Signature=CANARYSIG"),
            Time.GetUtcNow() + TimeSpan.FromSeconds(300));
    }

    public override async Task<PutResult> PutAsync(
        UploadUrl uploadUrl, UploadContent content, IProgress<UploadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        Calls.Enqueue($"put {uploadUrl.Url.AbsolutePath}");
        await OnPut(uploadUrl, content, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        using var bytes = new MemoryStream();
        using (var source = content.OpenRead())
        {
            source.CopyTo(bytes);
        }

        progress?.Report(new UploadProgress(content.Length / 2, content.Length, 1));
        progress?.Report(new UploadProgress(content.Length, content.Length, 1));
        Objects[uploadUrl.Url.AbsolutePath] = bytes.ToArray();
        _storedPaths.Enqueue(uploadUrl.Url.AbsolutePath);
        await OnStored(uploadUrl, content, cancellationToken);
        return new PutResult(HttpStatusCode.OK, ETag, 1);
    }
}
