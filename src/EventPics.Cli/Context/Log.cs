using Microsoft.Extensions.Logging;

namespace EventPics.Cli.Context;

/// <summary>What the tool logs itself.</summary>
internal static partial class Log
{
    [LoggerMessage(500, LogLevel.Error, "{Sentence}")]
    public static partial void WatchEnded(ILogger logger, string sentence);
}
