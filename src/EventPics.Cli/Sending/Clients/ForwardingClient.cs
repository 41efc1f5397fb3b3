namespace EventPics.Cli.Sending.Clients;

/// <summary>A client that forwards each call to another client, which may change between calls.</summary>
internal abstract class ForwardingClient : EventPicsClient
{
    /// <exception cref="EventPicsException">There is no client at present.</exception>
    protected abstract EventPicsClient Inner { get; }

    public override Task<IReadOnlyList<EventPicsEvent>> GetEventsAndAlbumsAsync(CancellationToken cancellationToken = default) =>
        CallAsync(client => client.GetEventsAndAlbumsAsync(cancellationToken));

    public override Task<UploadUrl> GetUploadUrlAsync(UploadUrlRequest request, CancellationToken cancellationToken = default) =>
        CallAsync(client => client.GetUploadUrlAsync(request, cancellationToken));

    public override Task<PutResult> PutAsync(
        UploadUrl uploadUrl, UploadContent content, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        CallAsync(client => client.PutAsync(uploadUrl, content, progress, cancellationToken));

    public override Task<UploadResult> UploadAsync(
        UploadRequest request, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        CallAsync(client => client.UploadAsync(request, progress, cancellationToken));

    public override string GetAccountFingerprint(byte[] salt)
    {
        try
        {
            return Inner.GetAccountFingerprint(salt);
        }
        catch (EventPicsException)
        {
            return ""; // There is no API key at present.
        }
    }

    // Async, so that a missing client fails the task and not the call.
    private async Task<T> CallAsync<T>(Func<EventPicsClient, Task<T>> call) => await call(Inner).ConfigureAwait(false);
}
