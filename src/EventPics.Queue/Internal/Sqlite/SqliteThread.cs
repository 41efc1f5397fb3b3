using System.Collections.Concurrent;

namespace EventPics.Queue.Internal.Sqlite;

/// <summary>
/// The only thread that uses the database. SQLite blocks anyway, and a single writer in a process never waits for itself.
/// </summary>
internal sealed class SqliteThread : IAsyncDisposable
{
    // Backup programs and virus scanners release a file within seconds.
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan MinRetryDelay = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromMilliseconds(120);

    private readonly BlockingCollection<Action> _work = new(new ConcurrentQueue<Action>());
    private readonly TaskCompletionSource<bool> _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteSession _session;
    private readonly ManualResetEventSlim _isClosing = new();
    private Exception? _lockedAtClose;

    public SqliteThread(SqliteSession session)
    {
        _session = session;
        var thread = new Thread(Run) { IsBackground = true, Name = "EventPics queue" };
        using (ExecutionContextFlow.Suppress())
        {
            thread.Start();
        }
    }

    /// <summary>Runs work, and retries it while another program locks the database.</summary>
    public Task<T> RunAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken = default)
    {
        var item = new WorkItem<T>(this, work, cancellationToken);
        try
        {
            _work.Add(item.Run, CancellationToken.None); // The collection is unbounded.
        }
        catch (InvalidOperationException)
        {
            item.Fail(new ObjectDisposedException("UploadQueue"));
        }

        return item.Task;
    }

    /// <summary>From now on, work is not retried.</summary>
    public void StopWaitingForLocks() => _isClosing.Set();

    public async ValueTask DisposeAsync()
    {
        StopWaitingForLocks();
        _work.CompleteAdding();
        await _completed.Task.ConfigureAwait(false);
        _work.Dispose();
        _isClosing.Dispose();
    }

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }

        _session.Dispose();
        _completed.SetResult(true);
    }

    // Work that is queued, started, or cancelled before it was started.
    private sealed class WorkItem<T>
    {
        private const int Started = 1;
        private const int Cancelled = 2;

        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SqliteThread _thread;
        private readonly Func<SqliteSession, T> _work;
        private readonly CancellationToken _cancellationToken;
        private readonly CancellationTokenRegistration _registration;
        private int _state;

        public WorkItem(SqliteThread thread, Func<SqliteSession, T> work, CancellationToken cancellationToken)
        {
            (_thread, _work, _cancellationToken) = (thread, work, cancellationToken);
            _registration = cancellationToken.Register(static item => ((WorkItem<T>)item!).CancelUnlessStarted(), this);
        }

        public Task<T> Task => _done.Task;

        public void Fail(Exception e) => _done.TrySetException(e);

        public void Run()
        {
            if (Interlocked.CompareExchange(ref _state, Started, 0) != 0)
            {
                return;
            }

            try
            {
                if (_thread._lockedAtClose is { } locked)
                {
                    Fail(SqliteErrors.Explain(locked));
                }
                else
                {
                    RunWithRetries();
                }
            }
            finally
            {
                _registration.Dispose();
            }
        }

        private void RunWithRetries()
        {
            var began = TimeProvider.System.GetTimestamp();
            while (true)
            {
                try
                {
                    _done.SetResult(_work(_thread._session));
                    return;
                }
                catch (Exception e)
                    when (SqliteErrors.IsLocked(e) && TimeProvider.System.GetElapsedTime(began) < LockTimeout && !_thread._isClosing.IsSet)
                {
                    if (_cancellationToken.IsCancellationRequested)
                    {
                        _done.TrySetCanceled(_cancellationToken);
                        return;
                    }

                    // By the system clock, as SQLite's own waits are.
                    _thread._isClosing.Wait(
                        MinRetryDelay + TimeSpan.FromTicks((long)((MaxRetryDelay - MinRetryDelay).Ticks * Random.Shared.NextDouble())));
                }
                catch (Exception e)
                {
                    if (SqliteErrors.IsLocked(e) && _thread._isClosing.IsSet)
                    {
                        _thread._lockedAtClose = e;
                    }

                    Fail(SqliteErrors.Explain(e));
                    return;
                }
            }
        }

        private void CancelUnlessStarted()
        {
            if (Interlocked.CompareExchange(ref _state, Cancelled, 0) == 0)
            {
                _done.TrySetCanceled(_cancellationToken);
            }
        }
    }
}
