using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Context;

/// <summary>What the file system's refusals mean to the person at the keyboard; the runtime says it in English only.</summary>
internal static class FileErrorText
{
    public static (string Sentence, string? Path) Describe(Exception exception, Texts texts)
    {
        // What the system said lies below what the libraries make of it.
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

    // The runtime tells it nowhere but between the quotes of its sentence, and a path may have such a sign itself.
    private static string? FindPath(Exception exception)
    {
        var (first, last) = (exception.Message.IndexOf('\''), exception.Message.LastIndexOf('\''));
        return exception is FileNotFoundException { FileName: { Length: > 0 } name } ? name
            : last > first + 1 ? exception.Message[(first + 1)..last]
            : null;
    }
}
