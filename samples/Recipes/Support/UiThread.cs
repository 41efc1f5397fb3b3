using System.Collections.Concurrent;

namespace Recipes.Support;

/// <summary>A thread that runs one piece of work after the other, like the UI thread of WPF, Windows Forms and Avalonia.</summary>
internal sealed class UiThread : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Run, object? State)> _work = [];

    private UiThread()
    {
    }

    /// <summary>Runs a program on a new UI thread until it ends.</summary>
    public static Task RunAsync(Func<Task> program)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                new UiThread().Run(program);
                ended.SetResult();
            }
            catch (Exception e)
            {
                ended.SetException(e);
            }
        });
        thread.Start();
        return ended.Task;
    }

    public override void Post(SendOrPostCallback d, object? state) => _work.Add((d, state));

    private void Run(Func<Task> program)
    {
        SetSynchronizationContext(this);
        var running = program();
        running.ContinueWith(_ => _work.CompleteAdding(), TaskScheduler.Default);
        foreach (var (run, state) in _work.GetConsumingEnumerable())
        {
            run(state);
        }

        running.GetAwaiter().GetResult();
    }
}
