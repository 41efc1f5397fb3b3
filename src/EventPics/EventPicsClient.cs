using Microsoft.Extensions.Logging;

namespace EventPics;

/// <summary>The EventPics API: lists events and albums, and carries pictures into them, once, whatever the network does.</summary>
public class EventPicsClient : IDisposable
{
    /// <summary>A client for an API key, with every other option at its default.</summary>
    public EventPicsClient(string apiKey) => throw new NotSupportedException(apiKey);

    /// <summary>A client with its own connections.</summary>
    public EventPicsClient(EventPicsClientOptions options, ILogger<EventPicsClient>? logger = null) => throw new NotSupportedException(options?.ApiKey + logger);

    /// <summary>A client over a given HttpClient.</summary>
    public EventPicsClient(HttpClient httpClient, EventPicsClientOptions options, ILogger<EventPicsClient>? logger = null) => throw new NotSupportedException(httpClient?.ToString() + options?.ApiKey + logger);

    /// <summary>For mocks.</summary>
    protected EventPicsClient()
    {
    }

    /// <summary>Lists the account's events with their albums.</summary>
    public virtual Task<IReadOnlyList<EventPicsEvent>> GetEventsAndAlbumsAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Asks for a link.</summary>
    public virtual Task<UploadUrl> GetUploadUrlAsync(UploadUrlRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Sends the bytes to a link.</summary>
    public virtual Task<PutResult> PutAsync(UploadUrl uploadUrl, UploadContent content, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Asks for a link and sends the bytes to it.</summary>
    public virtual Task<UploadResult> UploadAsync(UploadRequest request, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Uploads a file under its own name.</summary>
    public Task<UploadResult> UploadAsync(string linkId, string filePath, string? albumId = null, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        UploadAsync(new UploadRequest(linkId, Path.GetFileName(filePath), UploadContent.FromFile(filePath)) { AlbumId = albumId }, progress, cancellationToken);

    /// <summary>Closes the connections the client owns.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connections the client owns.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
