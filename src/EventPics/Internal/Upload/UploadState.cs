using EventPics.Internal.Api;

namespace EventPics.Internal.Upload;

/// <summary>One upload and what happened to it so far, over all its links.</summary>
internal sealed class UploadState(UploadRequest request, IProgress<UploadProgress>? progress, long startedAt)
{
    private bool _isUnclear;
    private bool _wasRefused;
    private int _urls;

    public UploadRequest Request { get; } = request;

    public UploadContent Content { get; } = request.Content;

    public IProgress<UploadProgress>? Progress { get; } = progress;

    public long StartedAt { get; } = startedAt;

    public int Attempts { get; set; }

    /// <summary>Whether an earlier link may have received the picture too.</summary>
    public bool PossibleDuplicate { get; private set; } = request.MayBeUploaded;

    public UploadUrlPayload CreatePayload(string apiKey) =>
        new(apiKey, Request.LinkId, Request.FileName, Request.AlbumId, Request.TakenAt?.ToUnixTimeMilliseconds());

    public void CountUrl() => _urls++;

    /// <summary>Notes that the picture goes to a link now.</summary>
    public void MarkDuplicateIfUnclear() => PossibleDuplicate |= _isUnclear;

    public void NoteFailure(bool isUnclear) => _isUnclear |= isUnclear;

    /// <summary>Notes that the storage refused a live link; <see langword="false"/> when that happened before.</summary>
    public bool NoteRefusal()
    {
        var isFirst = !_wasRefused;
        _wasRefused = true;
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
