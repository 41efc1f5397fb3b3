using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Tests.Support;

/// <summary>Remembers what was logged.</summary>
internal sealed class LogCapture : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<int> _ids = new();

    public int Count(int id) => _ids.Count(logged => logged == id);

    public async Task WaitForAsync(int id, CancellationToken cancellationToken)
    {
        while (Count(id) == 0)
        {
            await Task.Delay(10, cancellationToken);
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _ids.Enqueue(eventId.Id);

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
