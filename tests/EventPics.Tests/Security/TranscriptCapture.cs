using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using Microsoft.Extensions.Logging;

namespace EventPics.Tests.Security;

/// <summary>Records everything that the client emits besides requests: logs, traces, metrics, events, exceptions.</summary>
internal sealed class TranscriptCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _text = new();
    private readonly List<IDisposable> _listeners = [];

    /// <param name="withEventSources">Whether to record the runtime's own event sources too.</param>
    public TranscriptCapture(bool withEventSources)
    {
        var activities = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Add,
        };
        ActivitySource.AddActivityListener(activities);
        _listeners.Add(activities);
        _listeners.Add(StartMeters());
        _listeners.Add(DiagnosticListener.AllListeners.Subscribe(new Watcher<DiagnosticListener>(listener =>
            _listeners.Add(listener.Subscribe(
                new Watcher<KeyValuePair<string, object?>>(item => Add($"{listener.Name} {item.Key}: {Show(item.Value)}")))))));
        if (withEventSources)
        {
            _listeners.Add(new Events(this));
        }
    }

    public string[] Text => [.. _text];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public ILogger<EventPicsClient> CreateLogger() => new LoggerFactory([this]).CreateLogger<EventPicsClient>();

    public void Add(string? text) => _text.Enqueue(text ?? "");

    public void Add(Exception? exception)
    {
        for (var error = exception; error is not null; error = error.InnerException)
        {
            Add(error.ToString());
            foreach (DictionaryEntry entry in error.Data)
            {
                Add($"{entry.Key}={entry.Value}");
            }
        }
    }

    public void Dispose()
    {
        foreach (var listener in _listeners.ToArray())
        {
            listener.Dispose();
        }
    }

    private static string Show(object? payload) =>
        payload is null
            ? ""
            : payload + " " + string.Join(" ", payload.GetType().GetProperties().Select(property => property.GetValue(payload)));

    private void Add(Activity activity)
    {
        Add($"{activity.OperationName} {activity.DisplayName} {activity.StatusDescription} {activity.TraceStateString}");
        Add(string.Join(
            " ", activity.TagObjects.Concat(activity.Events.SelectMany(item => item.Tags)).Select(tag => $"{tag.Key}={tag.Value}")));
        Add(string.Join(" ", activity.Events.Select(item => item.Name).Concat(activity.Baggage.Select(item => item.Value))));
    }

    private MeterListener StartMeters()
    {
        var meters = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        meters.Start();
        return meters;
    }

    private void Add<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Add($"{instrument.Name} {value} {string.Join(" ", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");

    private sealed class Watcher<T>(Action<T> next) : IObserver<T>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(T value) => next(value);
    }

    private sealed class Logger(TranscriptCapture capture, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            capture.Add(state.ToString());
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs
                ? string.Join(" ", pairs.Select(pair => $"{pair.Key}={pair.Value}"))
                : "";
            capture.Add($"{logLevel} {category} {eventId}: {formatter(state, exception)} | {values}");
            capture.Add(exception);
        }
    }

    private sealed class Events : EventListener
    {
        private readonly TranscriptCapture? _capture;

        public Events(TranscriptCapture capture)
        {
            _capture = capture;
            foreach (var source in EventSource.GetSources())
            {
                Enable(source);
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (_capture is not null)
            {
                Enable(eventSource);
            }
        }

        // Sources named Private are for the runtime's developers and show requests unredacted; they are not enabled in production.
        private void Enable(EventSource source)
        {
            if (source.Name.StartsWith("System.Net", StringComparison.Ordinal)
                || source.Name.StartsWith("Microsoft-Extensions", StringComparison.Ordinal))
            {
                EnableEvents(source, EventLevel.Verbose, EventKeywords.All);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            _capture?.Add($"{eventData.EventSource.Name} {eventData.EventName}: {string.Join(" ", eventData.Payload ?? Enumerable.Empty<object?>())}");
    }
}
