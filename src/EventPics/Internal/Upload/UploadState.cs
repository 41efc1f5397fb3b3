using EventPics.Internal.Api;

namespace EventPics.Internal.Upload;

/// <summary>One upload and what happened to it so far, over all its upload URLs.</summary>
internal sealed class UploadState(UploadRequest request, IProgress<UploadProgress>? progress, long startedAt)
{
    private bool _isUnclear;
    private bool _wasRejected;
    private int _urls;

    public UploadRequest Request { get; } = request;

    public UploadContent Content { get; } = request.Content;

    public IProgress<UploadProgress>? Progress { get; } = progress;

    public long StartedAt { get; } = startedAt;

    public int Attempts { get; set; }

    /// <summary>Whether an earlier upload URL may have received the photo too.</summary>
    public bool PossibleDuplicate { get; private set; } = request.MayBeUploaded;

    public UploadUrlPayload CreatePayload(string apiKey) =>
        new(apiKey, Request.LinkId, Request.FileName, Request.AlbumId, Request.TakenAt?.ToUnixTimeMilliseconds());

    public void CountUrl() => _urls++;

    /// <summary>Called before the photo is sent to a new URL.</summary>
    public void MarkDuplicateIfUnclear() => PossibleDuplicate |= _isUnclear;

    public void RecordFailure(bool isUnclear) => _isUnclear |= isUnclear;

    /// <summary>Records that the storage rejected a live URL.</summary>
    /// <returns>Whether it is the first rejection of this upload.</returns>
    public bool RecordRejection()
    {
        var isFirst = !_wasRejected;
        _wasRejected = true;
        return isFirst;
    }

    public UploadResult ToResult(PutResult put, string contentType, TimeSpan duration) =>
        new(Request.LinkId, Request.FileName, contentType, Content.Length)
        {
            AlbumId = Request.AlbumId,
            TakenAt = Request.TakenAt,
            ETag = put.ETag,
            Attempts = put.Attempts,
            UploadUrlsIssued = _urls,
            Duration = duration,
            PossibleDuplicate = PossibleDuplicate,
        };
}
