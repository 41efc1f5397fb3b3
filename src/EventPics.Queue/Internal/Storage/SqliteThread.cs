using System.Collections.Concurrent;

namespace EventPics.Queue.Internal;

/// <summary>The one thread that touches the database. SQLite blocks anyway, and one writer in a process never waits for itself.</summary>
internal sealed class SqliteThread : IAsyncDisposable
{
    private readonly BlockingCollection<Action> _work = new(new ConcurrentQueue<Action>());
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteSession _session;

    public SqliteThread(SqliteSession session)
    {
        _session = session;
        new Thread(Run) { IsBackground = true, Name = "EventPics queue" }.Start();
    }

    public Task<T> RunAsync<T>(Func<SqliteSession, T> work)
    {
        TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _work.Add(() => Complete(done, work));
        }
        catch (InvalidOperationException)
        {
            done.SetException(new ObjectDisposedException(nameof(UploadQueue)));
        }

        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _work.CompleteAdding();
        await _ended.Task.ConfigureAwait(false);
        _work.Dispose();
    }

    private void Complete<T>(TaskCompletionSource<T> done, Func<SqliteSession, T> work)
    {
        try
        {
            done.SetResult(work(_session));
        }
        catch (Exception e)
        {
            done.SetException(SqliteFailure.Explain(e));
        }
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
}
