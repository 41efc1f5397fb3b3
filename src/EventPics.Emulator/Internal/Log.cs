using Microsoft.Extensions.Logging;

namespace EventPics.Emulator.Internal;

/// <summary>The emulator's log messages, ids 300 to 399; they never contain a key or the query of an upload URL.</summary>
internal static partial class Log
{
    [LoggerMessage(300, LogLevel.Information, "The EventPics emulator is listening on {BaseAddress}")]
    public static partial void Started(ILogger logger, Uri baseAddress);

    [LoggerMessage(301, LogLevel.Debug, "{Operation} {Path}: {Status}, {Bytes} bytes read")]
    public static partial void Responded(ILogger logger, EmulatorOperation operation, string path, int? status, long bytes);

    [LoggerMessage(302, LogLevel.Debug, "{Operation} {Path}: connection dropped after {Bytes} bytes by the fault \"{Fault}\"")]
    public static partial void Dropped(ILogger logger, EmulatorOperation operation, string path, long bytes, Fault? fault);

    [LoggerMessage(303, LogLevel.Debug, "{Operation} {Path}: the client disconnected after {Bytes} bytes")]
    public static partial void ClientDisconnected(ILogger logger, EmulatorOperation operation, string path, long bytes);

    [LoggerMessage(
        304, LogLevel.Information, "Stored {FileName} for event {LinkId}, {Bytes} bytes, upload URL {UploadUrlNumber}, version {Version}")]
    public static partial void Stored(ILogger logger, string fileName, string linkId, long bytes, int uploadUrlNumber, int version);

    [LoggerMessage(305, LogLevel.Warning, "{Operation} {Path}: {Violation}")]
    public static partial void ClientViolation(ILogger logger, EmulatorOperation operation, string path, string violation);

    [LoggerMessage(306, LogLevel.Error, "{Operation} {Path} failed inside the emulator")]
    public static partial void Failed(ILogger logger, Exception exception, EmulatorOperation operation, string path);

    [LoggerMessage(
        307, LogLevel.Warning,
        "Rejected a request for the host {Host}: only localhost names are served. Set AllowAnyHost to accept others")]
    public static partial void HostRejected(ILogger logger, string host);
}
