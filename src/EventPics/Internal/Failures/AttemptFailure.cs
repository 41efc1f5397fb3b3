namespace EventPics.Internal.Failures;

/// <summary>A failed attempt: what to do about it, and the exception to throw when nothing more can be done.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Exception">The exception.</param>
/// <param name="Subject">The subject of the exception's message.</param>
/// <param name="Detail">The detail in the exception's message.</param>
internal sealed record AttemptFailure(RecoveryAction Action, EventPicsException Exception, string Subject, string Detail)
{
    /// <summary>Whether the storage may have the photo although no success was seen.</summary>
    public bool IsUnclear { get; init; }

    /// <summary>Returns the failure of a photo that an upload URL may have.</summary>
    /// <param name="uploadUrl">The upload URL.</param>
    /// <param name="continuation">How the caller continues without a duplicate.</param>
    public AttemptFailure WithUploadUrl(UploadUrl uploadUrl, string continuation)
    {
        var e = Exception;
        var message = ErrorMessages.For(e.Error, Subject, e.StatusCode, Detail, continuation);
        return this with
        {
            Exception = new(
                e.Error, message, e.IsTransient, e.StatusCode, e.RetryAfter, e.InnerException, e.Scope, e.ObjectExists,
                mayBeUploaded: true, uploadUrl),
        };
    }
}
