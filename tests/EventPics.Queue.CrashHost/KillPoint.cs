using System.Diagnostics;

namespace EventPics.Queue.CrashHost;

/// <summary>Kills this process when a named step is reached for the n-th time.</summary>
internal sealed class KillPoint(string? spec)
{
    private readonly string? _step = spec?.Split(':')[0];
    private int _left = spec is null ? 0 : int.Parse(spec.Split(':')[1], null);

    public void At(string step)
    {
        if (step == _step && Interlocked.Decrement(ref _left) == 0)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
