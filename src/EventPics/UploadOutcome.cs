namespace EventPics;

/// <summary>How one of several uploads ended: with a result or with an error.</summary>
public sealed class UploadOutcome
{
    /// <summary>Initializes the outcome of an upload that succeeded.</summary>
    /// <param name="request">The photo or video and its destination.</param>
    /// <param name="result">The result.</param>
    public UploadOutcome(UploadRequest request, UploadResult result)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(result);
        Request = request;
        Result = result;
    }

    /// <summary>Initializes the outcome of an upload that failed.</summary>
    /// <param name="request">The photo or video and its destination.</param>
    /// <param name="error">The exception that <c>UploadAsync</c> would throw.</param>
    public UploadOutcome(UploadRequest request, Exception error)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(error);
        Request = request;
        Error = error;
    }

    /// <summary>The photo or video and its destination.</summary>
    public UploadRequest Request { get; }

    /// <summary>The result; <see langword="null"/> if the upload failed.</summary>
    public UploadResult? Result { get; }

    /// <summary>The exception that <c>UploadAsync</c> would throw; <see langword="null"/> if the upload succeeded.</summary>
    public Exception? Error { get; }
}
