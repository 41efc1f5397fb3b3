using EventPics.Queue.Internal;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests;

public sealed class ChangeNotifierTests
{
    private readonly ManualContext _screen = new();
    private readonly FakeTimeProvider _time = new();
    private readonly List<QueuedUpload?> _seen = [];
    private readonly ChangeNotifier _notifier;

    public ChangeNotifierTests() => _notifier = new ChangeNotifier(_screen, _time, NullLogger.Instance, change => _seen.Add(change.Upload));

    private static QueuedUpload Upload(string id, QueuedUploadState state, long sent = 0) => new() { Id = id, State = state, BytesSent = sent };

    [Fact]
    public void A_screen_gets_its_thread_back_after_fifty_changes()
    {
        for (var n = 0; n < 120; n++)
        {
            _notifier.Post(Upload($"{n}", QueuedUploadState.Waiting));
        }

        _screen.RunOne();
        Assert.Equal(50, _seen.Count);
        Assert.Equal(1, _screen.Waiting);
        _screen.RunAll();

        Assert.Equal(Enumerable.Range(0, 120).Select(n => $"{n}"), _seen.Select(upload => upload!.Id));
    }

    [Fact]
    public void Behind_a_busy_screen_only_the_newest_progress_is_kept_and_every_state()
    {
        _notifier.Post(Upload("a", QueuedUploadState.Waiting));
        _notifier.Post(Upload("a", QueuedUploadState.Sending));
        for (var n = 1; n <= 1000; n++)
        {
            _notifier.Post(Upload("a", QueuedUploadState.Sending, n));
            _notifier.Post(Upload("b", QueuedUploadState.Sending, n));
        }

        _notifier.Post(null);
        _notifier.Post(Upload("a", QueuedUploadState.Uploaded));
        _notifier.Post(Upload("a", QueuedUploadState.Sending, 5));
        _screen.RunAll();

        Assert.Equal(
            ["a Waiting 0", "a Sending 0", "a Sending 1000", "b Sending 1000", "", "a Uploaded 0", "a Sending 5"],
            _seen.Select(upload => upload is null ? "" : $"{upload.Id} {upload.State} {upload.BytesSent}"));
    }

    [Fact]
    public async Task A_thread_that_has_ended_is_replaced_by_the_pool()
    {
        TaskCompletionSource<QueuedUpload?> seen = new();
        ChangeNotifier notifier = new(new BrokenContext(), _time, NullLogger.Instance, change => seen.TrySetResult(change.Upload));

        notifier.Post(Upload("a", QueuedUploadState.Waiting));

        Assert.Equal("a", (await seen.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken))?.Id);
    }

    [Fact]
    public async Task A_thread_that_takes_changes_and_never_runs_is_replaced_by_the_pool()
    {
        TaskCompletionSource<QueuedUpload?> seen = new();
        ChangeNotifier notifier = new(_screen, _time, NullLogger.Instance, change => seen.TrySetResult(change.Upload));
        notifier.Post(Upload("a", QueuedUploadState.Waiting));
        _time.Advance(TimeSpan.FromSeconds(29));
        notifier.Check();
        Assert.False(seen.Task.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));
        notifier.Check();

        Assert.Equal("a", (await seen.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken))?.Id);
    }

    [Fact]
    public async Task A_thread_that_was_only_slow_hears_changes_again_and_none_twice()
    {
        TaskCompletionSource pool = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ChangeNotifier notifier = new(_screen, _time, NullLogger.Instance, change =>
        {
            _seen.Add(change.Upload);
            pool.TrySetResult();
        });
        notifier.Post(Upload("a", QueuedUploadState.Waiting));
        _time.Advance(TimeSpan.FromMinutes(1));
        notifier.Check();
        await pool.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        _screen.RunAll();
        SpinWait.SpinUntil(() => !notifier.IsDraining, TimeSpan.FromSeconds(60));
        notifier.Post(Upload("b", QueuedUploadState.Waiting));
        Assert.Equal(1, _screen.Waiting);
        _screen.RunAll();

        Assert.Equal(["a", "b"], _seen.Select(upload => upload!.Id));
    }

    [Fact]
    public void Behind_a_dead_screen_no_more_is_kept_than_a_look_at_everything_would_tell()
    {
        for (var n = 0; n < 10_000; n++)
        {
            _notifier.Post(Upload($"{n}", QueuedUploadState.Uploaded));
        }

        _screen.RunAll();

        Assert.InRange(_seen.Count, 1, 2000);
        Assert.Contains(null, _seen);
        Assert.Equal("9999", _seen[^1]!.Id);
    }
}
