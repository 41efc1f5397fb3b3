using System.Net;
using System.Text.Json.Serialization;
using EventPics.Internal.Failures;

namespace EventPics;

/// <summary>The exception for a failed call or upload. The message contains what failed, why, and what to do.</summary>
public class EventPicsException : Exception
{
    /// <summary>Initializes an exception.</summary>
    /// <param name="error">The kind of error.</param>
    /// <param name="message">What failed, why, and what to do.</param>
    /// <param name="isTransient">Whether the same call may succeed later.</param>
    /// <param name="statusCode">The response's status, if any.</param>
    /// <param name="retryAfter">The delay that the server requires, if any.</param>
    /// <param name="innerException">The cause.</param>
    /// <param name="scope">What the failure affects; <see langword="null"/> for what <paramref name="error"/> usually affects.</param>
    /// <param name="objectExists">Whether the storage reported that the object already exists.</param>
    /// <param name="mayBeUploaded">Whether the photo or video may be in the album although no response confirmed it.</param>
    /// <param name="uploadUrl">The upload URL that may have it.</param>
    public EventPicsException(
        EventPicsError error,
        string message,
        bool isTransient = false,
        HttpStatusCode? statusCode = null,
        TimeSpan? retryAfter = null,
        Exception? innerException = null,
        EventPicsErrorScope? scope = null,
        bool objectExists = false,
        bool mayBeUploaded = false,
        UploadUrl? uploadUrl = null)
        : base(message, innerException)
    {
        Error = error;
        IsTransient = isTransient;
        StatusCode = statusCode;
        RetryAfter = retryAfter;
        Scope = scope ?? FailureClassifier.DefaultScope(error);
        ObjectExists = objectExists;
        MayBeUploaded = mayBeUploaded;
        UploadUrl = uploadUrl;
    }

    /// <summary>The kind of error.</summary>
    public EventPicsError Error { get; }

    /// <summary>The response's status, if any.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>Whether the same call may succeed later without a change.</summary>
    public bool IsTransient { get; }

    /// <summary>The delay that the server requires, if any.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>What the failure affects: what a caller should stop using until it is resolved.</summary>
    public EventPicsErrorScope Scope { get; }

    /// <summary>
    /// Whether the storage reported that an object already exists at this upload URL. It is this photo if an earlier PUT to the same URL
    /// sent every byte.
    /// </summary>
    public bool ObjectExists { get; }

    /// <summary>
    /// Whether bytes were sent and no response confirmed or rejected them, so that the photo or video may be in the album. To continue
    /// without a duplicate, upload it with <see cref="UploadRequest.UploadUrl"/> set to <see cref="UploadUrl"/>.
    /// </summary>
    public bool MayBeUploaded { get; }

    /// <summary>
    /// The upload URL to continue with when <see cref="MayBeUploaded"/>; otherwise <see langword="null"/>. Neither
    /// <see cref="Exception.Message"/> nor <see cref="Exception.ToString"/> contains it: treat it like a password.
    /// </summary>
    [JsonIgnore]
    public UploadUrl? UploadUrl { get; }
}
