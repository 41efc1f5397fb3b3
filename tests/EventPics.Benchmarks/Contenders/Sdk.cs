using Microsoft.Extensions.Logging;

namespace EventPics.Benchmarks.Contenders;

/// <summary>The SDK as a booth uses it: with progress, logging at Information level and all its resilience.</summary>
internal sealed class Sdk : IContender, IProgress<UploadProgress>, ILogger<EventPicsClient>
{
    private readonly EventPicsClient _client;
    private long _seen;

    public Sdk(Uri sink) => _client = new EventPicsClient(new EventPicsClientOptions { ApiKey = "key", BaseAddress = sink }, this);

    public Task UploadAsync(string file) => _client.UploadAsync("abcd1234", file, progress: this);

    public void Dispose() => _client.Dispose();

    public void Report(UploadProgress value) => Interlocked.Add(ref _seen, value.BytesSent);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    // The message is formatted, as by a real logger, and then discarded.
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Interlocked.Add(ref _seen, formatter(state, exception).Length);
        }
    }
}
