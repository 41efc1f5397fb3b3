using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Context;

/// <summary>Describes file system errors for the user; the runtime's own messages are in English only.</summary>
internal static class FileErrorText
{
    public static (string Sentence, string? Path) Describe(Exception exception, Texts texts)
    {
        // The system's error is below the exceptions that the libraries wrap around it.
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (FindMessage(cause, texts) is { } sentence)
            {
                return (sentence, FindPath(cause)?.Sanitize());
            }
        }

        return (texts.IoError, null);
    }

    private static string? FindMessage(Exception exception, Texts texts) => exception switch
    {
        UnauthorizedAccessException => texts.NoAccess,
        FileNotFoundException or DirectoryNotFoundException => texts.NoSuchPath,
        PathTooLongException => texts.PathTooLong,
        _ when IoErrorCodes.IsDiskFull(exception) => texts.QueueErrorText(UploadQueueError.DiskFull),
        _ when IoErrorCodes.IsInUse(exception) => texts.WaitingFor(WaitReason.Locked),
        _ when IoErrorCodes.IsWriteProtected(exception) => texts.WriteProtected,
        _ => null,
    };

    // The runtime gives the path only between the quotes of its message, and the path may contain a quote itself.
    private static string? FindPath(Exception exception)
    {
        var (first, last) = (exception.Message.IndexOf('\''), exception.Message.LastIndexOf('\''));
        return exception is FileNotFoundException { FileName: { Length: > 0 } name } ? name
            : last > first + 1 ? exception.Message[(first + 1)..last]
            : null;
    }
}
