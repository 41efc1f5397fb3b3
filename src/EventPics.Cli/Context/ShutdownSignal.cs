using System.Runtime.InteropServices;
using EventPics.Cli.Model;

namespace EventPics.Cli.Context;

/// <summary>
/// Ctrl+C and termination signals: the first one stops gracefully, a second one or 5 seconds exit the process immediately.
/// </summary>
internal sealed class ShutdownSignal : IDisposable
{
    // The queue is safe on disk at any moment, so an abrupt exit loses nothing.
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(4.5);

    // A terminal that has stopped its output must not prevent the exit.
    private static readonly TimeSpan CleanupTimeout = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly TimeProvider _time;
    private ITimer? _watchdog;
    private int _signals;

    public ShutdownSignal(TimeProvider time)
    {
        _time = time;
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }
    }

    public CancellationToken Token => _source.Token;

    /// <summary>The exit code when a graceful stop takes too long.</summary>
    public int ForcedExitCode { get; set; } = ExitCodes.Interrupted;

    /// <summary>Restores the terminal when the process is about to exit immediately.</summary>
    public Action? BeforeForcedExit { get; set; }

    /// <summary>Waits for the first signal.</summary>
    public async Task WaitAsync()
    {
        var requested = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = _source.Token.Register(requested.SetResult).ConfigureAwait(false);
        await requested.Task.ConfigureAwait(false);
    }

    /// <summary>Has the same effect as Ctrl+C.</summary>
    public void RequestStop()
    {
        if (Interlocked.Increment(ref _signals) > 1)
        {
            ForceExit();
        }

        _watchdog = _time.CreateTimer(_ => ForceExit(), null, GracePeriod, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _watchdog?.Dispose();
        _source.Dispose();
    }

    private void ForceExit()
    {
        if (BeforeForcedExit is { } restore)
        {
            Task.WhenAny(Task.Run(restore)).Wait(CleanupTimeout);
        }

        Environment.Exit(ForcedExitCode);
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        RequestStop();
    }
}
