using EventPics.Queue.Internal.Events;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests.Events;

public sealed class ChangedEventDispatcherTests
{
    private readonly ManualContext _uiThread = new();
    private readonly FakeTimeProvider _time = new();
    private readonly List<QueuedUpload?> _seen = [];
    private readonly ChangedEventDispatcher _dispatcher;

    public ChangedEventDispatcherTests() =>
        _dispatcher = new ChangedEventDispatcher(_uiThread, _time, NullLogger.Instance, change => _seen.Add(change.Upload));

    private static QueuedUpload Upload(string id, QueuedUploadState state, long sent = 0) =>
        new() { Id = id, State = state, BytesSent = sent };

    [Fact]
    public void The_UI_thread_is_released_after_fifty_changes()
    {
        for (var n = 0; n < 120; n++)
        {
            _dispatcher.Post(Upload($"{n}", QueuedUploadState.Waiting));
        }

        _uiThread.RunOne();
        Assert.Equal(50, _seen.Count);
        Assert.Equal(1, _uiThread.Waiting);
        _uiThread.RunAll();

        Assert.Equal(Enumerable.Range(0, 120).Select(n => $"{n}"), _seen.Select(upload => upload!.Id));
    }

    [Fact]
    public void A_slow_UI_thread_gets_only_the_latest_progress_but_every_state()
    {
        _dispatcher.Post(Upload("a", QueuedUploadState.Waiting));
        _dispatcher.Post(Upload("a", QueuedUploadState.Sending));
        for (var n = 1; n <= 1000; n++)
        {
            _dispatcher.Post(Upload("a", QueuedUploadState.Sending, n));
            _dispatcher.Post(Upload("b", QueuedUploadState.Sending, n));
        }

        _dispatcher.Post(null);
        _dispatcher.Post(Upload("a", QueuedUploadState.Uploaded));
        _dispatcher.Post(Upload("a", QueuedUploadState.Sending, 5));
        _uiThread.RunAll();

        Assert.Equal(
            ["a Waiting 0", "a Sending 0", "a Sending 1000", "b Sending 1000", "", "a Uploaded 0", "a Sending 5"],
            _seen.Select(upload => upload is null ? "" : $"{upload.Id} {upload.State} {upload.BytesSent}"));
    }

    [Fact]
    public async Task A_UI_thread_that_has_ended_is_replaced_by_the_thread_pool()
    {
        var seen = new TaskCompletionSource<QueuedUpload?>();
        var notifier =
            new ChangedEventDispatcher(new ClosedWindowContext(), _time, NullLogger.Instance, change => seen.TrySetResult(change.Upload));

        notifier.Post(Upload("a", QueuedUploadState.Waiting));

        Assert.Equal("a", (await seen.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken))?.Id);
    }

    [Fact]
    public async Task A_UI_thread_that_never_runs_posted_changes_is_replaced_by_the_thread_pool()
    {
        var seen = new TaskCompletionSource<QueuedUpload?>();
        var notifier = new ChangedEventDispatcher(_uiThread, _time, NullLogger.Instance, change => seen.TrySetResult(change.Upload));
        notifier.Post(Upload("a", QueuedUploadState.Waiting));
        _time.Advance(TimeSpan.FromSeconds(29));
        notifier.CheckContext();
        Assert.False(seen.Task.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));
        notifier.CheckContext();

        Assert.Equal("a", (await seen.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken))?.Id);
    }

    [Fact]
    public async Task A_UI_thread_that_was_only_slow_gets_changes_again_and_none_twice()
    {
        var pool = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var notifier = new ChangedEventDispatcher(_uiThread, _time, NullLogger.Instance, change =>
        {
            _seen.Add(change.Upload);
            pool.TrySetResult();
        });
        notifier.Post(Upload("a", QueuedUploadState.Waiting));
        _time.Advance(TimeSpan.FromMinutes(1));
        notifier.CheckContext();
        await pool.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        _uiThread.RunAll();
        SpinWait.SpinUntil(() => !notifier.IsDraining, TimeSpan.FromSeconds(60));
        notifier.Post(Upload("b", QueuedUploadState.Waiting));
        Assert.Equal(1, _uiThread.Waiting);
        _uiThread.RunAll();

        Assert.Equal(["a", "b"], _seen.Select(upload => upload!.Id));
    }

    [Fact]
    public void Changes_for_a_dead_UI_thread_are_bounded_and_replaced_by_one_reload()
    {
        for (var n = 0; n < 10_000; n++)
        {
            _dispatcher.Post(Upload($"{n}", QueuedUploadState.Uploaded));
        }

        _uiThread.RunAll();

        Assert.InRange(_seen.Count, 1, 2000);
        Assert.Contains(null, _seen);
        Assert.Equal("9999", _seen[^1]!.Id);
    }
}
