using System.Collections.Concurrent;

namespace EventPics.Queue.Internal;

/// <summary>The one thread that touches the database. SQLite blocks anyway, and one writer in a process never waits for itself.</summary>
internal sealed class SqliteThread : IAsyncDisposable
{
    /// <summary>Backup programs and virus scanners let go of a file within seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan MostPause = TimeSpan.FromMilliseconds(120);

    private readonly BlockingCollection<Action> _work = new(new ConcurrentQueue<Action>());
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteSession _session;
    private readonly ManualResetEventSlim _isClosing = new();
    private Exception? _heldAtTheEnd;

    public SqliteThread(SqliteSession session)
    {
        _session = session;
        Thread thread = new(Run) { IsBackground = true, Name = "EventPics queue" };
        using (ContextFlow.Suppress())
        {
            thread.Start();
        }
    }

    /// <summary>Runs work that may be repeated as long as another program holds the database.</summary>
    public Task<T> RunAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken = default)
    {
        Item<T> item = new(this, work, cancellationToken);
        try
        {
            _work.Add(item.Run, CancellationToken.None); // There is always room.
        }
        catch (InvalidOperationException)
        {
            item.Fail(new ObjectDisposedException(nameof(UploadQueue)));
        }

        return item.Task;
    }

    /// <summary>From now on each piece of work is tried once.</summary>
    public void StopWaiting() => _isClosing.Set();

    public async ValueTask DisposeAsync()
    {
        StopWaiting();
        _work.CompleteAdding();
        await _ended.Task.ConfigureAwait(false);
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
        _ended.SetResult(true);
    }

    /// <summary>One piece of work: waiting for its turn, begun, or cancelled before that.</summary>
    private sealed class Item<T>
    {
        private const int Begun = 1;
        private const int Cancelled = 2;

        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SqliteThread _thread;
        private readonly Func<SqliteSession, T> _work;
        private readonly CancellationToken _cancellationToken;
        private readonly CancellationTokenRegistration _registration;
        private int _state;

        public Item(SqliteThread thread, Func<SqliteSession, T> work, CancellationToken cancellationToken)
        {
            (_thread, _work, _cancellationToken) = (thread, work, cancellationToken);
            _registration = cancellationToken.Register(static item => ((Item<T>)item!).CancelBeforeItsTurn(), this);
        }

        public Task<T> Task => _done.Task;

        public void Fail(Exception e) => _done.TrySetException(e);

        public void Run()
        {
            if (Interlocked.CompareExchange(ref _state, Begun, 0) != 0)
            {
                return;
            }

            try
            {
                if (_thread._heldAtTheEnd is { } held)
                {
                    Fail(SqliteFailure.Explain(held));
                }
                else
                {
                    RunRepeatedly();
                }
            }
            finally
            {
                _registration.Dispose();
            }
        }

        private void RunRepeatedly()
        {
            var began = TimeProvider.System.GetTimestamp();
            while (true)
            {
                try
                {
                    _done.SetResult(_work(_thread._session));
                    return;
                }
                catch (Exception e) when (SqliteFailure.IsHeld(e) && TimeProvider.System.GetElapsedTime(began) < Patience && !_thread._isClosing.IsSet)
                {
                    if (_cancellationToken.IsCancellationRequested)
                    {
                        _done.TrySetCanceled(_cancellationToken);
                        return;
                    }

                    // In real time, as SQLite's own waits are.
                    _thread._isClosing.Wait(LeastPause + TimeSpan.FromTicks((long)((MostPause - LeastPause).Ticks * Random.Shared.NextDouble())));
                }
                catch (Exception e)
                {
                    if (SqliteFailure.IsHeld(e) && _thread._isClosing.IsSet)
                    {
                        _thread._heldAtTheEnd = e;
                    }

                    Fail(SqliteFailure.Explain(e));
                    return;
                }
            }
        }

        private void CancelBeforeItsTurn()
        {
            if (Interlocked.CompareExchange(ref _state, Cancelled, 0) == 0)
            {
                _done.TrySetCanceled(_cancellationToken);
            }
        }
    }
}
