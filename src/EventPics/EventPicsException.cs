using System.Net;
using EventPics.Internal.Failures;

namespace EventPics;

/// <summary>A call to the service or an upload failed. The message says what happened and what to do.</summary>
public class EventPicsException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="isTransient">Whether the same call may succeed later.</param>
    /// <param name="statusCode">The status that was answered, if any.</param>
    /// <param name="retryAfter">How long the server asks to wait, if it does.</param>
    /// <param name="innerException">The cause.</param>
    /// <param name="scope">What the failure is about; <see langword="null"/> for what <paramref name="error"/> usually is about.</param>
    /// <param name="objectExists">Whether the storage said that the object exists already.</param>
    public EventPicsException(
        EventPicsError error,
        string message,
        bool isTransient = false,
        HttpStatusCode? statusCode = null,
        TimeSpan? retryAfter = null,
        Exception? innerException = null,
        EventPicsErrorScope? scope = null,
        bool objectExists = false)
        : base(message, innerException)
    {
        Error = error;
        IsTransient = isTransient;
        StatusCode = statusCode;
        RetryAfter = retryAfter;
        Scope = scope ?? FailureClassifier.DefaultScope(error);
        ObjectExists = objectExists;
    }

    /// <summary>What went wrong.</summary>
    public EventPicsError Error { get; }

    /// <summary>The status that was answered, if any.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>Whether the same call may succeed later without anybody mending anything.</summary>
    public bool IsTransient { get; }

    /// <summary>How long the server asks to wait, if it does.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>What the failure is about: what a caller should stop using until it is resolved.</summary>
    public EventPicsErrorScope Scope { get; }

    /// <summary>
    /// Whether the storage said that an object exists already under this upload URL. It is this photo if an earlier PUT to the same URL
    /// sent every byte.
    /// </summary>
    public bool ObjectExists { get; }
}
