using Microsoft.Extensions.Logging;

namespace EventPics.Cli.Context;

/// <summary>Writes the libraries' log to stderr, for <c>--verbose</c>.</summary>
internal sealed class VerboseLog : ILoggerProvider
{
    public static ILoggerFactory CreateFactory() =>
        LoggerFactory.Create(builder => builder
            .AddProvider(new VerboseLog())
            .SetMinimumLevel(LogLevel.Debug)
            .AddFilter("System.Net.Http", LogLevel.None)
            .AddFilter("Microsoft", LogLevel.Warning));

    public ILogger CreateLogger(string categoryName) => new StderrLogger(categoryName);

    public void Dispose()
    {
    }

    private sealed class StderrLogger(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var cause = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})";
            Console.Error.WriteLine($"{logLevel} {category} {eventId.Id}: {OneLine(formatter(state, exception) + cause)}");
        }

        // A file name or a server's text must not forge lines or control the terminal.
        private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
    }
}
