using Microsoft.Extensions.Logging;

namespace EventPics.Internal;

/// <summary>Every log message of the client: 100 to 199. None holds a key or a link's path or query.</summary>
internal static partial class Log
{
    // Its parameters stand in another order than in the text: only then the compiler writes the text's formatting out, instead of
    // having it parsed and its values boxed at run time. Every upload writes this line.
    [LoggerMessage(100, LogLevel.Information, "Uploaded {FileName} ({Bytes} bytes) to event {LinkId} in {Seconds:F1} s, attempt {Attempts}")]
    public static partial void Uploaded(this ILogger logger, string fileName, string linkId, long bytes, double seconds, int attempts);

    [LoggerMessage(101, LogLevel.Warning, "{Operation}: {Reason} in attempt {Attempt}; next one in {DelaySeconds:F1} s")]
    public static partial void Retrying(this ILogger logger, string operation, string reason, int attempt, double delaySeconds);

    [LoggerMessage(102, LogLevel.Warning, "{FileName} may appear twice in event {LinkId}: the first link expired before its answer came")]
    public static partial void PossibleDuplicate(this ILogger logger, string fileName, string linkId);

    [LoggerMessage(103, LogLevel.Information, "Upload of {FileName} to event {LinkId} failed after {Attempts} attempts: {Reason}")]
    public static partial void Failed(this ILogger logger, string fileName, string linkId, int attempts, string reason);

    [LoggerMessage(105, LogLevel.Warning, "A progress handler threw; the upload goes on without it. Only the first exception of an upload is logged")]
    public static partial void ProgressHandlerThrew(this ILogger logger, Exception exception);

    [LoggerMessage(104, LogLevel.Warning, "{Host} confirmed a photo twice without an ETag, so a proxy probably strips it. Such photos count as uploaded, but keep their source files")]
    public static partial void AcceptedWithoutETag(this ILogger logger, string host);
}
