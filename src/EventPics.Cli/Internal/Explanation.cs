using System.Security.Cryptography;
using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>What an exception means to the person at the keyboard.</summary>
internal sealed record Explanation(int ExitCode, string Message, string? Detail)
{
    /// <summary>The message where there is room for one line only.</summary>
    public string Short { get; init; } = Message;

    public static Explanation Of(Exception exception, Texts texts) => exception switch
    {
        ToolException e => new(e.ExitCode, e.Message, e.Detail) { Short = e.Short },
        EventPicsException { Error: EventPicsError.ApiKeyRejected } e => new(ExitCodes.ApiKey, texts.Trouble(e.Error), e.Message),
        EventPicsException e => new(ExitCodes.Refused, texts.Trouble(e.Error, e.StatusCode), Chain(e)),
        HttpRequestException e => new(ExitCodes.Refused, texts.Trouble(EventPicsError.Network, e.StatusCode), Chain(exception)),
        UploadQueueException e => new(ExitCodes.Refused, texts.QueueTrouble(e.Error), Chain(e)),
        CryptographicException e => new(ExitCodes.ApiKey, texts.UnreadableApiKey, e.Message),
        IOException or UnauthorizedAccessException => OfFile(exception, texts),
        ArgumentException e => new(ExitCodes.Refused, Unusable(e, texts), Chain(e)),
        OperationCanceledException => new(ExitCodes.Interrupted, texts.Interrupted, null),
        _ => new(ExitCodes.Refused, texts.Unexpected, Chain(exception)),
    };

    private static Explanation OfFile(Exception exception, Texts texts)
    {
        var (sentence, path) = FileTrouble.Of(exception, texts);
        return new(ExitCodes.Refused, path is null ? sentence : $"{path}: {sentence}", Chain(exception)) { Short = sentence };
    }

    private static string Chain(Exception exception)
    {
        List<string> causes = [];
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            causes.Add($"{cause.GetType().Name}: {cause.Message.Plain()}");
        }

        return string.Join(" <- ", causes);
    }

    private static string Unusable(ArgumentException exception, Texts texts) => exception.ParamName switch
    {
        "fileName" => texts.UnusableFileName,
        "linkId" or nameof(UploadRequest.AlbumId) => texts.UnusableId,
        _ => texts.Unusable,
    };
}
