using System.Collections;
using Microsoft.Extensions.Logging;

namespace EventPics.Tests.Adversary;

/// <summary>One seed: a client, a service, up to three uploads, and the invariants after each of them.</summary>
internal sealed class Scenario : ILogger<EventPicsClient>, IProgress<UploadProgress>, IDisposable
{
    public static readonly AsyncLocal<bool> Listens = new();

    private const int MostSteps = 50_000;

    // Real time, which passes only while work is on the thread pool.
    private static readonly TimeSpan RealTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestUpload = TimeSpan.FromHours(12);

    private readonly Random _random;
    private readonly OutcomeCounts _counts;
    private readonly SteppingTimeProvider _time = new();
    private readonly FakeService _service;
    private readonly List<string> _log = [];
    private readonly EventPicsClientOptions _options;
    private readonly EventPicsClient _client;
    private readonly CancellationTokenSource _cancel = new();
    private readonly bool _loggerThrows;
    private readonly bool _progressThrows;
    private bool _isDisposed;

    public Scenario(int seed, OutcomeCounts counts)
    {
        _random = new Random(seed);
        _counts = counts;
        _loggerThrows = _random.Next(5) == 0;
        _progressThrows = _random.Next(5) == 0;
        HasThrowingListeners = _random.Next(8) == 0;
        _service = new FakeService(_random, _time);
        _options = new EventPicsClientOptions { ApiKey = Key, MaxRetries = _random.Next(6), TimeProvider = _time };
        _client = new EventPicsClient(new HttpClient(_service) { Timeout = Timeout.InfiniteTimeSpan }, _options, this);
        if (_random.Next(8) == 0)
        {
            var (at, disposes) = (_random.Next(1, 12), _random.Next(2) == 0);
            _service.At = request => End(request == at, disposes);
        }
    }

    public bool HasThrowingListeners { get; }

    public List<string> Problems { get; } = [];

    public IEnumerable<string> Story => _service.Story.Concat(_log.Select(line => "log: " + line));

    private static string Key => AdversarialTests.Key;

    public static void ThrowIfListening()
    {
        if (Listens.Value)
        {
            throw new InvalidOperationException("The listener is broken.");
        }
    }

    public void Play()
    {
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            UploadOne(i);
        }

        Problems.AddRange(_service.Violations);
        Interlocked.Add(ref _counts.Requests, _service.Requests);
    }

    public void Dispose()
    {
        _client.Dispose();
        _service.Dispose();
        _cancel.Dispose();
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _log.Add($"{eventId.Id} {formatter(state, exception)} {exception?.GetType().Name}");
        if (_loggerThrows)
        {
            throw new IOException("The disk is full.");
        }
    }

    void IProgress<UploadProgress>.Report(UploadProgress value)
    {
        if (_progressThrows)
        {
            throw new InvalidOperationException("The window is closed.");
        }
    }

    private void End(bool isNow, bool disposes)
    {
        if (isNow && disposes)
        {
            _isDisposed = true;
            _client.Dispose();
        }
        else if (isNow)
        {
            _cancel.Cancel();
        }
    }

    private void UploadOne(int number)
    {
        var bytes = new byte[_random.Next(20) == 0 ? _random.Next(100_000, 700_000) : _random.Next(1, 5000)];
        _random.NextBytes(bytes);
        var source = new FakeContent(_random, bytes);
        var before = (_service.Requests, _time.Elapsed, _log.Count);
        UploadResult? result = null;
        PutResult? put = null;
        Exception? error = null;
        try
        {
            (result, put) = Run(UploadAsync(source.Content, $"{number}.jpg"), source.IsOnPool);
        }
        catch (Exception thrown)
        {
            error = thrown;
        }

        Check(bytes, source, result, put, error, before);
    }

    private async Task<(UploadResult?, PutResult?)> UploadAsync(UploadContent content, string fileName)
    {
        if (_random.Next(5) > 0)
        {
            var request = new UploadRequest("abcd1234", fileName, content)
            {
                TakenAt = DateTimeOffset.UnixEpoch.AddDays(_random.Next(-90_000, 90_000)),
            };
            return (await _client.UploadAsync(request, this, _cancel.Token).ConfigureAwait(false), null);
        }

        var url = await _client.GetUploadUrlAsync(new("abcd1234", fileName), _cancel.Token).ConfigureAwait(false);
        var stored = _random.Next(2) == 0 ? url : new UploadUrl(url.Url, url.ExpiresAt);
        return (null, await _client.PutAsync(stored, content, this, _cancel.Token).ConfigureAwait(false));
    }

    /// <summary>
    /// Runs a call by jumping from timer to timer. Everything else is synchronous, except contents that are read on the thread pool.
    /// </summary>
    private T Run<T>(Task<T> call, bool isOnPool)
    {
        for (var steps = 0; !call.IsCompleted; steps++)
        {
            if (isOnPool)
            {
                SettlePool();
            }

            if (steps > MostSteps
                || (!call.IsCompleted && !_time.Step() && !SpinWait.SpinUntil(() => call.IsCompleted || _time.HasTimers, RealTimeout)))
            {
                throw new TimeoutException("The call never ends.");
            }
        }

        return call.GetAwaiter().GetResult();
    }

    /// <summary>Waits until the thread pool has completed the client's work: reads of a content and their continuations.</summary>
    private void SettlePool()
    {
        int before;
        do
        {
            before = _service.Requests + _service.Story.Count;
            for (var i = 0; i < 3; i++)
            {
                using var ran = new ManualResetEventSlim();
                ThreadPool.UnsafeQueueUserWorkItem(static state => state.Set(), ran, preferLocal: false);
                ran.Wait();
            }
        }
        while (before != _service.Requests + _service.Story.Count);
    }

    private void Check(
        byte[] bytes, FakeContent source, UploadResult? result, PutResult? put, Exception? error,
        (int Requests, TimeSpan Elapsed, int Lines) before)
    {
        var copies = _service.Objects.Where(place => place.Value.AsSpan().SequenceEqual(bytes)).Select(place => place.Key).ToArray();
        Require(error is not null || copies.Length > 0, "Reported as uploaded, but the storage does not hold it.");
        Require(
            copies.Length < 2 || result is { PossibleDuplicate: true }
                || _log.Skip(before.Lines).Any(line => line.StartsWith("102 ", StringComparison.Ordinal)),
            $"Stored {copies.Length} times, and nothing warns of it.");
        Require(result is null || result.Length == bytes.Length, "The receipt is of another photo.");
        CheckError(source, error);
        CheckSecrets(result, put, error);
        var retries = _options.MaxRetries + 1;
        Require(
            _service.Requests - before.Requests <= retries * ((4 * retries) + 10),
            $"{_service.Requests - before.Requests} requests with {_options.MaxRetries} retries.");
        Require(_time.Elapsed - before.Elapsed < LongestUpload, $"It took {_time.Elapsed - before.Elapsed}.");
        Count(result, error);
    }

    private void CheckError(FakeContent source, Exception? error)
    {
        switch (error)
        {
            case null:
                Require(!source.IsBroken, "A broken content was uploaded.");
                break;
            case EventPicsException failure:
                Require(
                    failure.RetryAfter is null || failure.RetryAfter <= TimeSpan.FromMinutes(10), "The wait is longer than ten minutes.");
                Require(failure.Message.Length > 20 && Enum.IsDefined(failure.Scope), "The exception has too little text.");
                Require(!failure.ObjectExists || failure.Error == EventPicsError.UploadRejected, "An object exists, and it is no refusal.");
                break;
            case ObjectDisposedException disposed:
                Require(_isDisposed && disposed.ObjectName == nameof(EventPicsClient), $"{error}");
                break;
            case OperationCanceledException:
                Require(_cancel.IsCancellationRequested, $"Cancelled without a request: {error}");
                break;
            case IOException:
                Require(source.IsOnPool, $"A content that can be read could not be read: {error}");
                break;
            default:
                Require(false, $"An exception that is not documented: {error}");
                break;
        }
    }

    private void CheckSecrets(UploadResult? result, PutResult? put, Exception? error)
    {
        var shown = new List<string>(_log) { $"{result}", $"{put}" };
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            shown.Add(cause.ToString());
            shown.AddRange(cause.Data.Cast<DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}"));
        }

        foreach (var secret in _service.Secrets)
        {
            Require(
                !shown.Any(text => text.Contains(secret, StringComparison.Ordinal)),
                $"A secret shows: {shown.Find(text => text.Contains(secret, StringComparison.Ordinal))}");
        }
    }

    private void Count(UploadResult? result, Exception? error)
    {
        ref var counter = ref _counts.Uploaded;
        switch (error)
        {
            case EventPicsException:
                counter = ref _counts.Failed;
                break;
            case OperationCanceledException:
                counter = ref _counts.Cancelled;
                break;
            case ObjectDisposedException:
                counter = ref _counts.Disposed;
                break;
            case IOException:
                counter = ref _counts.Unreadable;
                break;
        }

        Interlocked.Increment(ref counter);
        if (result is { PossibleDuplicate: true })
        {
            Interlocked.Increment(ref _counts.Duplicates);
        }
    }

    private void Require(bool holds, string problem)
    {
        if (!holds)
        {
            Problems.Add(problem);
        }
    }
}
