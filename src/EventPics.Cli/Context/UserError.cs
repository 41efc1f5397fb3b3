using System.Security.Cryptography;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Context;

/// <summary>Describes an exception for the user.</summary>
internal sealed record UserError(int ExitCode, string Message, string? Detail)
{
    /// <summary>The message for places with room for one line only.</summary>
    public string ShortMessage { get; init; } = Message;

    public static UserError FromException(Exception exception, Texts texts) => exception switch
    {
        CommandException e => new(e.ExitCode, e.Message, e.Detail) { ShortMessage = e.ShortMessage },
        EventPicsException { Error: EventPicsError.ApiKeyRejected } e => new(ExitCodes.ApiKey, texts.ErrorText(e.Error), e.Message),
        EventPicsException e => new(ExitCodes.Failed, texts.ErrorText(e.Error, e.StatusCode), Chain(e)),
        HttpRequestException e => new(ExitCodes.Failed, texts.ErrorText(EventPicsError.Network, e.StatusCode), Chain(exception)),
        UploadQueueException e => new(ExitCodes.Failed, texts.QueueErrorText(e.Error), Chain(e)),
        CryptographicException e => new(ExitCodes.ApiKey, texts.UnreadableApiKey, e.Message),
        IOException or UnauthorizedAccessException => FromFileError(exception, texts),
        ArgumentException e => new(ExitCodes.Failed, Unusable(e, texts), Chain(e)),
        OperationCanceledException => new(ExitCodes.Interrupted, texts.Interrupted, null),
        _ => new(ExitCodes.Failed, texts.Unexpected, Chain(exception)),
    };

    private static UserError FromFileError(Exception exception, Texts texts)
    {
        var (sentence, path) = FileErrorText.Describe(exception, texts);
        return new(ExitCodes.Failed, path is null ? sentence : $"{path}: {sentence}", Chain(exception)) { ShortMessage = sentence };
    }

    private static string Chain(Exception exception)
    {
        List<string> causes = [];
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            causes.Add($"{cause.GetType().Name}: {cause.Message.Sanitize()}");
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
