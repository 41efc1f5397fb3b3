using EventPics.Internal.Api;

namespace EventPics.Internal.Upload;

/// <summary>One upload and what happened to it so far, over all its upload URLs.</summary>
internal sealed class UploadState(UploadRequest request, IProgress<UploadProgress>? progress, long startedAt)
{
    private UploadUrl? _givenUrl = request.UploadUrl;
    private UploadUrl? _unclearUrl = UsedUrlOf(request);
    private UploadUrl? _usedUrl = UsedUrlOf(request);
    private bool _isUnclearElsewhere;
    private bool _wasRejected;
    private int _urls;

    public UploadRequest Request { get; } = request;

    public UploadContent Content { get; } = request.Content;

    public IProgress<UploadProgress>? Progress { get; } = progress;

    public long StartedAt { get; } = startedAt;

    public int Attempts { get; set; }

    /// <summary>Whether an earlier upload URL may have received the photo too.</summary>
    public bool PossibleDuplicate { get; private set; } = request.MayBeUploaded;

    /// <summary>The last upload URL that may have received the photo; <see langword="null"/> if none did.</summary>
    public UploadUrl? UrlToContinue => _isUnclearElsewhere ? _usedUrl?.AsPossibleDuplicate() : _usedUrl;

    public UploadUrlPayload CreatePayload(string apiKey) =>
        new(apiKey, Request.LinkId, Request.FileName, Request.AlbumId, Request.TakenAt?.ToUnixTimeMilliseconds());

    /// <summary>Returns the caller's upload URL, once.</summary>
    public UploadUrl? TakeGivenUrl()
    {
        var given = _givenUrl;
        _givenUrl = null;
        return given;
    }

    public void CountUrl() => _urls++;

    /// <summary>Called before the photo is sent to a new URL.</summary>
    public void MarkDuplicateIfUnclear() => PossibleDuplicate |= _unclearUrl is not null;

    /// <summary>
    /// Records that an upload URL may have received the photo. One that is unused after all, because another object exists there, is not
    /// continued with: that object would be taken for the photo.
    /// </summary>
    public void RecordUnclear(UploadUrl uploadUrl)
    {
        _isUnclearElsewhere |= _unclearUrl is not null && _unclearUrl != uploadUrl;
        _unclearUrl = uploadUrl;
        _usedUrl = uploadUrl.IsUnused ? _usedUrl : uploadUrl;
    }

    /// <summary>Records that the storage rejected a live URL.</summary>
    /// <returns>Whether it is the first rejection of this upload.</returns>
    public bool RecordRejection()
    {
        var isFirst = !_wasRejected;
        _wasRejected = true;
        return isFirst;
    }

    private static UploadUrl? UsedUrlOf(UploadRequest request) => request.UploadUrl is { IsUnused: false } given ? given : null;

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
