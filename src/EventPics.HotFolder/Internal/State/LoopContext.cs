using EventPics.HotFolder.Internal.Watching;

namespace EventPics.HotFolder.Internal.State;

/// <summary>What the parts of a hot folder need from its loop.</summary>
/// <param name="mailbox">The loop's inbox.</param>
/// <param name="clock">Returns the time since the loop was created.</param>
/// <param name="start">Starts work that takes time: on the thread pool, or synchronously in tests.</param>
/// <param name="stop">Canceled when the hot folder is disposed.</param>
internal sealed class LoopContext(Mailbox mailbox, Func<TimeSpan> clock, Action<Func<Task>> start, CancellationToken stop)
{
    public CancellationToken Stop => stop;

    public TimeSpan Now => clock();

    /// <summary>Runs work on the loop, on which all state is changed.</summary>
    public void Post(Action work) => mailbox.Post(work);

    public void AddHint(WatchedFolder folder, string path) => mailbox.AddHint(folder, path);

    public void Start(Func<Task> work) => start(work);
}
