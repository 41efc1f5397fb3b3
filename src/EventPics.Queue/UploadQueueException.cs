namespace EventPics.Queue;

/// <summary>The exception for a failure of the queue's folder or disk. The message says what happened and what to do.</summary>
public sealed class UploadQueueException : IOException
{
    /// <summary>Initializes an exception.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public UploadQueueException(UploadQueueError error, string message, Exception? innerException = null)
        : base(message, innerException)
        => Error = error;

    /// <summary>Gets what went wrong.</summary>
    public UploadQueueError Error { get; }
}
