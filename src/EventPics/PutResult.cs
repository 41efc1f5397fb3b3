using System.Net;

namespace EventPics;

/// <summary>The storage's answer to a complete PUT.</summary>
/// <param name="statusCode">The status.</param>
/// <param name="eTag">The object's ETag as sent, quotes included; <see langword="null"/> when the storage sent none, so that the upload is confirmed by the status alone.</param>
/// <param name="attempts">How often the bytes were started, the successful time included.</param>
public sealed class PutResult(HttpStatusCode statusCode, string? eTag, int attempts)
{
    /// <summary>The status.</summary>
    public HttpStatusCode StatusCode { get; } = statusCode;

    /// <summary>The object's ETag as sent, quotes included; <see langword="null"/> when the storage sent none, so that the upload is confirmed by the status alone.</summary>
    public string? ETag { get; } = eTag;

    /// <summary>How often the bytes were started, the successful time included.</summary>
    public int Attempts { get; } = attempts;
}
