using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;

namespace EventPics.HotFolder.Tests.Support;

/// <summary>A service in memory that takes every picture, once it is let.</summary>
internal sealed class FakeService : EventPicsClient
{
    private int _urls;

    /// <summary>Complete it to let pictures through.</summary>
    public TaskCompletionSource UploadsAllowed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Hashes { get; } = new();

    public IReadOnlyList<EventPicsEvent> Events { get; set; } = [];

    public int ListCalls { get; private set; }

    /// <summary>What the storage gives as proof.</summary>
    public string? ETag { get; set; } = "\"etag\"";

    /// <summary>What the list of albums fails with.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Complete it to let the list of albums through.</summary>
    public TaskCompletionSource? ListAllowed { get; set; }

    public override async Task<IReadOnlyList<EventPicsEvent>> GetEventsAndAlbumsAsync(CancellationToken cancellationToken = default)
    {
        ListCalls++;
        await (ListAllowed?.Task ?? Task.CompletedTask).WaitAsync(cancellationToken);
        return Failure is null ? Events : throw Failure;
    }

    public override async Task<UploadUrl> GetUploadUrlAsync(UploadUrlRequest request, CancellationToken cancellationToken = default)
    {
        await UploadsAllowed.Task.WaitAsync(cancellationToken);
        return new UploadUrl(new Uri($"https://storage.test/{Interlocked.Increment(ref _urls)}"), TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(5));
    }

    public override Task<PutResult> PutAsync(UploadUrl uploadUrl, UploadContent content, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var source = content.OpenRead();
        Hashes.Enqueue(Convert.ToHexStringLower(SHA256.HashData(source)));
        return Task.FromResult(new PutResult(HttpStatusCode.OK, ETag, 1));
    }
}
