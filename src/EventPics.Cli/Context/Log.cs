using Microsoft.Extensions.Logging;

namespace EventPics.Cli.Context;

/// <summary>The tool's own log messages.</summary>
internal static partial class Log
{
    [LoggerMessage(500, LogLevel.Error, "{Sentence}")]
    public static partial void WatchEnded(ILogger logger, string sentence);
}
