namespace EventPics.Queue.Internal.Jobs;

/// <summary>Thrown when a photo is enqueued with the upload URL of another one.</summary>
internal sealed class UploadUrlInUseException() : ArgumentException(
    "The request's upload URL belongs to another photo in the queue, which this one would replace. Pass the one from the exception of this photo's own upload.", "request");
