using System.Net;

namespace EventPics;

/// <summary>The storage's confirmation of a PUT.</summary>
/// <param name="statusCode">The status.</param>
/// <param name="eTag">
/// The object's ETag as sent, including quotes; <see langword="null"/> if the storage sent none and confirmed the upload by the status
/// alone.
/// </param>
/// <param name="attempts">The number of attempts, including the successful one.</param>
public sealed class PutResult(HttpStatusCode statusCode, string? eTag, int attempts)
{
    /// <summary>The status.</summary>
    public HttpStatusCode StatusCode { get; } = statusCode;

    /// <summary>
    /// The object's ETag as sent, including quotes; <see langword="null"/> if the storage sent none and confirmed the upload by the status
    /// alone.
    /// </summary>
    public string? ETag { get; } = eTag;

    /// <summary>The number of attempts, including the successful one.</summary>
    public int Attempts { get; } = attempts;
}
