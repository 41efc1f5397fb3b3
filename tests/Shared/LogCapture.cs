using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EventPics.Tests.Shared;

/// <summary>Records every log message with its category, level and event id.</summary>
internal sealed class LogCapture : ILoggerProvider, ILoggerFactory
{
    private readonly ConcurrentQueue<Line> _lines = new();
    private TaskCompletionSource _logged = NewSignal();

    public Line[] Lines => [.. _lines];

    public int Count(int id) => _lines.Count(line => line.Id == id);

    /// <summary>Waits for a message with this event id.</summary>
    public async Task WaitForAsync(int id, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Captured before counting, so that no message is missed.
            var logged = Volatile.Read(ref _logged);
            if (Count(id) > 0)
            {
                return;
            }

            await logged.Task.WaitAsync(cancellationToken);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(Line line)
    {
        _lines.Enqueue(line);
        Interlocked.Exchange(ref _logged, NewSignal()).SetResult();
    }

    internal sealed record Line(string Category, LogLevel Level, int Id, string Text);

    private sealed class Logger(LogCapture capture, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            capture.Add(new(category, logLevel, eventId.Id, $"{formatter(state, exception)} {exception}".Trim()));
    }
}
