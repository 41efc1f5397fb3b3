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
        EventPicsException e => new(ExitCodes.Refused, texts.Trouble(e.Error), Chain(e)),
        HttpRequestException => new(ExitCodes.Refused, texts.Trouble(EventPicsError.Network), Chain(exception)),
        UploadQueueException e => new(ExitCodes.Refused, texts.QueueTrouble(e.Error), Chain(e)),
        UnauthorizedAccessException e => new(ExitCodes.Refused, texts.NoAccess(e.Message.Plain()), null),
        CryptographicException e => new(ExitCodes.ApiKey, texts.UnreadableApiKey, e.Message),
        IOException e => new(ExitCodes.Refused, texts.IoTrouble(e.Message.Plain()), Chain(e)),
        ArgumentException e => new(ExitCodes.Refused, texts.Unusable(WithoutParameter(e).Plain()), null),
        OperationCanceledException => new(ExitCodes.Interrupted, texts.Interrupted, null),
        _ => new(ExitCodes.Refused, texts.Unexpected, Chain(exception)),
    };

    private static string Chain(Exception exception)
    {
        List<string> causes = [];
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            causes.Add($"{cause.GetType().Name}: {cause.Message.Plain()}");
        }

        return string.Join(" <- ", causes);
    }

    private static string WithoutParameter(ArgumentException exception) =>
        exception.ParamName is { } name ? exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : exception.Message;
}
