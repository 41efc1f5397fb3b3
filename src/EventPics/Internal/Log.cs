using Microsoft.Extensions.Logging;

namespace EventPics.Internal;

/// <summary>Every log message of the client: 100 to 199. None contains an API key or the path or query of an upload URL.</summary>
internal static partial class Log
{
    // The parameters are deliberately in another order than in the text: only then does the generator emit the formatting code, instead of
    // parsing the text and boxing the values at run time. Every upload writes this message.
    [LoggerMessage(
        100, LogLevel.Information, "Uploaded {FileName} ({Bytes} bytes) to event {LinkId} in {Seconds:F1} s, attempt {Attempts}")]
    public static partial void Uploaded(ILogger logger, string fileName, string linkId, long bytes, double seconds, int attempts);

    [LoggerMessage(101, LogLevel.Warning, "{Operation}: {Reason} in attempt {Attempt}; retrying in {DelaySeconds:F1} s")]
    public static partial void Retrying(ILogger logger, string operation, string reason, int attempt, double delaySeconds);

    [LoggerMessage(
        102, LogLevel.Warning, "{FileName} may appear twice in event {LinkId}: the first upload URL expired before its response came")]
    public static partial void PossibleDuplicate(ILogger logger, string fileName, string linkId);

    [LoggerMessage(103, LogLevel.Information, "Upload of {FileName} to event {LinkId} failed after {Attempts} attempts: {Reason}")]
    public static partial void Failed(ILogger logger, string fileName, string linkId, int attempts, string reason);

    [LoggerMessage(
        105, LogLevel.Warning,
        "The progress handler threw an exception; the upload continues. Only the first exception of an upload is logged")]
    public static partial void ProgressHandlerThrew(ILogger logger, Exception exception);

    [LoggerMessage(110, LogLevel.Information, "Not used: {Handlers}. The host adds them to all its HttpClients, and a timeout of theirs would abort uploads. Add what EventPics needs to EventPicsBuilder.HttpClient")]
    public static partial void DefaultHandlersRemoved(ILogger logger, string handlers);

    [LoggerMessage(111, LogLevel.Warning, "The changed configuration{Account} is invalid, so the API key stays as it was: {Errors}")]
    public static partial void InvalidConfiguration(ILogger logger, string account, string errors);

    [LoggerMessage(112, LogLevel.Warning, "The ConnectCallback that the host configured returns a {Stream} without an IP address, so it isn't checked that upload URLs lead to public addresses. Return a NetworkStream of a TCP connection if there is no proxy")]
    public static partial void UncheckedAddress(ILogger logger, string stream);

    [LoggerMessage(104, LogLevel.Warning, "{Host} confirmed a photo twice without an ETag, so a proxy probably strips it. Such photos count as uploaded, but keep their source files")]
    public static partial void AcceptedWithoutETag(ILogger logger, string host);
}
