using System.Collections.Concurrent;
using EventPics.HotFolder.Internal.Watching;

namespace EventPics.HotFolder.Internal.State;

/// <summary>The loop's inbox for work and hints about changed files, which other threads add and which wake the loop.</summary>
internal sealed class Mailbox(TimeProvider timeProvider)
{
    private const int MaxHints = 5000;

    private readonly ConcurrentQueue<Action> _work = new();
    private readonly object _hintLock = new();
    private HashSet<(WatchedFolder Folder, string Path)> _hints = [];
    private TaskCompletionSource<bool> _wake = NewSource();

    public bool HasHints
    {
        get
        {
            lock (_hintLock)
            {
                return _hints.Count > 0;
            }
        }
    }

    /// <summary>Adds work that the loop runs in its next step.</summary>
    public void Post(Action work)
    {
        _work.Enqueue(work);
        Wake();
    }

    /// <summary>
    /// Adds a file that may have changed. Repeated hints count once, and only the first one wakes the loop: a video is written many times a
    /// second.
    /// </summary>
    public void AddHint(WatchedFolder folder, string path)
    {
        lock (_hintLock)
        {
            if (_hints.Count > MaxHints || !_hints.Add((folder, path)) || _hints.Count > 1)
            {
                return;
            }
        }

        Wake();
    }

    /// <summary>Runs all work, including work that is posted by it.</summary>
    public void RunWork()
    {
        while (_work.TryDequeue(out var work))
        {
            work();
        }
    }

    /// <summary>Removes and returns the hints; <see langword="null"/> when there were more than are kept.</summary>
    public IReadOnlyCollection<(WatchedFolder Folder, string Path)>? TakeHints()
    {
        lock (_hintLock)
        {
            var hints = _hints;
            _hints = [];
            return hints.Count > MaxHints ? null : hints;
        }
    }

    public void Wake() => Volatile.Read(ref _wake).TrySetResult(true);

    /// <summary>Waits until the loop is woken; a wake-up from before the call counts.</summary>
    public async Task WaitAsync(TimeSpan timeout)
    {
        if (timeout <= TimeSpan.Zero)
        {
            return;
        }

        using var over = new CancellationTokenSource();
        var delay = Task.Delay(timeout, timeProvider, over.Token);
        await Task.WhenAny(_wake.Task, delay).ConfigureAwait(false);
#pragma warning disable CA1849 // Cancelling a timer does nothing that could block.
        over.Cancel();
#pragma warning restore CA1849
        if (_wake.Task.IsCompleted)
        {
            Volatile.Write(ref _wake, NewSource());
        }
    }

    private static TaskCompletionSource<bool> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
