using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Tests.Simulation;

/// <summary>A log on a disk that is sometimes full.</summary>
internal sealed class SimLog(SimWorld world) : ILogger
{
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (world.Chance(world.LogFaultRate))
        {
            throw new IOException("No space left on device.");
        }
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;
}
