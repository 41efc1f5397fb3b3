namespace EventPics.Queue.CrashHost;

/// <summary>The real client, with kill points before and after each call.</summary>
internal sealed class KillingClient(EventPicsClient client, KillPoint kill) : EventPicsClient
{
    private readonly EventPicsClient _client = client.WithMaxRetries(0);

    public override EventPicsClient WithMaxRetries(int maxRetries) => this;

    public override async Task<UploadUrl> GetUploadUrlAsync(UploadUrlRequest request, CancellationToken cancellationToken = default)
    {
        kill.At("before-url");
        var url = await _client.GetUploadUrlAsync(request, cancellationToken);
        kill.At("after-url");
        return url;
    }

    public override async Task<PutResult> PutAsync(
        UploadUrl uploadUrl, UploadContent content, IProgress<UploadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        kill.At("before-put");
        var result = await _client.PutAsync(uploadUrl, content, new KillingProgress(progress, kill), cancellationToken);
        kill.At("after-response");
        return result;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            client.Dispose();
        }

        base.Dispose(disposing);
    }

    private sealed class KillingProgress(IProgress<UploadProgress>? inner, KillPoint kill) : IProgress<UploadProgress>
    {
        private bool _hasBegun;

        public void Report(UploadProgress value)
        {
            if (value.BytesSent > 0 && !_hasBegun)
            {
                _hasBegun = true;
                kill.At("first-byte");
            }

            if (value.BytesSent == value.TotalBytes)
            {
                kill.At("before-body-sent-is-saved");
            }

            inner?.Report(value);
            if (value.BytesSent == value.TotalBytes)
            {
                kill.At("last-byte");
            }
        }
    }
}
