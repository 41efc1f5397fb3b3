using EventPics.Internal.Content;
using EventPics.Internal.Failures;
using EventPics.Internal.PresignedUrls;

namespace EventPics.Internal.Upload;

/// <summary>The PUT of one photo to one upload URL, and what is known from its earlier attempts.</summary>
internal sealed class PutState
{
    private readonly Queue<string>? _otherContentTypes;
    private readonly string? _fileName;
    private int _tried;

    public PutState(UploadUrl uploadUrl, UploadContent content, string? fileName, IProgress<UploadProgress>? progress)
    {
        UploadUrl = uploadUrl;
        Content = content;
        _fileName = fileName;
        Progress = progress;

        // A signature over the content type was made from the file name: that is all the service knew.
        ContentType = Presigned.BindsContentType ? content.GivenType ?? content.NameType ?? content.ContentType : content.ContentType;
        _otherContentTypes = Presigned.BindsContentType
            ? new(
                new[] { content.NameType ?? content.ContentType, content.ContentType, MediaTypeDetector.Unknown, "" }.Distinct()
                    .Where(type => type != ContentType))
            : null;
    }

    public UploadUrl UploadUrl { get; }

    public UploadContent Content { get; }

    /// <summary>The subject of error messages.</summary>
    public string Subject => _fileName is null ? "Sending the photo" : $"Uploading '{_fileName}'";

    public IProgress<UploadProgress>? Progress { get; }

    public PresignedUrl Presigned => UploadUrl.Presigned;

    /// <summary>The content type of the next attempt; empty for none.</summary>
    public string ContentType { get; private set; }

    /// <summary>Attempts so far, including those to earlier upload URLs.</summary>
    public int Attempts { get; set; }

    /// <summary>
    /// Whether a URL that has expired by its age is not used. Only a caller that can request a new URL should judge that.
    /// </summary>
    public bool ChecksAge { get; init; }

    public DeliveryState Delivery { get; private set; }

    /// <summary>Whether the storage may have the photo although no success was seen.</summary>
    public bool IsUnclear => Delivery >= DeliveryState.Unclear;

    public void Advance(DeliveryState delivery)
    {
        if (delivery > Delivery)
        {
            Delivery = delivery;
        }
    }

    /// <summary>Returns <see langword="true"/> for the first use of a recovery that may be tried only once.</summary>
    public bool TryOnce(RecoveryAction recovery)
    {
        var isFirst = !HasTried(recovery);
        _tried |= 1 << (int)recovery;
        return isFirst;
    }

    public bool HasTried(RecoveryAction recovery) => (_tried & (1 << (int)recovery)) != 0;

    public bool TryNextContentType()
    {
        if (_otherContentTypes is null or { Count: 0 })
        {
            return false;
        }

        ContentType = _otherContentTypes.Dequeue();
        return true;
    }
}
