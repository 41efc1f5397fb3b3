using System.Globalization;

namespace EventPics.Benchmarks.Folder;

/// <summary>The other end of <see cref="WatchProcess"/>.</summary>
internal sealed class Watcher : ChildProcess
{
    private Watcher(string folder, string queue)
        : base(WatchProcess.Argument, folder, queue)
    {
    }

    public TimeSpan ReadyAfter { get; private set; }

    public int Enqueued { get; private set; }

    public int AlreadyKnown { get; private set; }

    /// <summary>The bytes it had read when it was ready, -1 where the system doesn't report them.</summary>
    public long ReadBytes { get; private set; }

    public static async Task<Watcher> StartAsync(string folder, string queue)
    {
        var watcher = new Watcher(folder, queue);
        var fields = (await watcher.ReceiveAsync()).Split(' ');
        watcher.ReadyAfter = TimeSpan.FromMilliseconds(Number(fields[0]));
        (watcher.Enqueued, watcher.AlreadyKnown, watcher.ReadBytes) =
            ((int)Number(fields[1]), (int)Number(fields[2]), (long)Number(fields[3]));
        return watcher;
    }

    /// <summary>Sends a command, and returns the CPU time used so far.</summary>
    public async Task<TimeSpan> CpuAfterAsync(string command)
    {
        await SendAsync(command);
        return TimeSpan.FromMilliseconds(Number(await ReceiveAsync()));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
