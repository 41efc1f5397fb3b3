using EventPics.Internal.Content;
using EventPics.Internal.PresignedUrls;

namespace EventPics.Internal.Upload;

/// <summary>One picture on its way to one link, and what is known of its earlier attempts there.</summary>
internal sealed class PutState
{
    private readonly Queue<string>? _otherContentTypes;
    private readonly string? _fileName;

    public PutState(UploadUrl link, UploadContent content, string? fileName, IProgress<UploadProgress>? progress)
    {
        Link = link;
        Content = content;
        _fileName = fileName;
        Progress = progress;
        Terms = PresignedUrl.Read(link.Url, DateTimeOffset.MaxValue);

        // A signature over the content type was made from the file name: that is all the service knew.
        ContentType = Terms.BindsContentType ? content.GivenType ?? content.NameType ?? content.ContentType : content.ContentType;
        _otherContentTypes = Terms.BindsContentType
            ? new(new[] { content.NameType ?? content.ContentType, content.ContentType, MediaTypeDetector.Unknown, "" }.Distinct().Where(type => type != ContentType))
            : null;
    }

    public UploadUrl Link { get; }

    public UploadContent Content { get; }

    /// <summary>The subject of error messages.</summary>
    public string What => _fileName is null ? "Sending the picture" : $"Uploading '{_fileName}'";

    public IProgress<UploadProgress>? Progress { get; }

    public PresignedUrl Terms { get; }

    /// <summary>The content type of the next attempt; empty for none.</summary>
    public string ContentType { get; private set; }

    /// <summary>Attempts so far, those on earlier links included.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether a link may be too old to begin with. Only who can ask for a fresh one should judge that.</summary>
    public bool MayBeTooOld { get; init; }

    /// <summary>Whether a byte went out on this link.</summary>
    public bool AnythingSent { get; set; }

    /// <summary>Whether the storage may hold the picture under this link although no success was seen.</summary>
    public bool IsUnclear { get; set; }

    /// <summary>Whether the whole body went out on this link and no answer told that it was refused.</summary>
    public bool MayBeStored { get; set; }

    /// <summary>Whether a success without the ETag that was due came for this URL before.</summary>
    public bool WithoutProofSeen { get; set; }

    public bool WithoutExpect { get; set; }

    public bool StaleConnectionSeen { get; set; }

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
