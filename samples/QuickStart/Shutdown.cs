namespace QuickStart;

/// <summary>Waits for Ctrl+C.</summary>
internal static class Shutdown
{
    public static async Task WaitAsync()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            ended.TrySetResult();
        };
        await ended.Task;
    }
}
