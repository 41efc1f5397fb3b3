using EventPics.Benchmarks.Queue;

namespace EventPics.Benchmarks;

/// <summary>What the queue costs: time to enqueue a photo, rates with many rows, memory, and CPU in addition to the client.</summary>
internal static class QueueCommand
{
    public static async Task<int> RunAsync()
    {
        var misses = new List<string>();
        await EnqueueTimes.RunAsync(misses);
        await RowRates.RunAsync(misses);
        await QueuedMemory.RunAsync(misses);
        await CpuOverhead.RunAsync(misses);
        Console.WriteLine(misses.Count == 0 ? "All targets are met." : "Missed: " + string.Join("; ", misses));
        return misses.Count == 0 ? 0 : 1;
    }
}
