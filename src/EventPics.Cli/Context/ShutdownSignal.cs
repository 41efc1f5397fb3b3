using System.Runtime.InteropServices;
using EventPics.Cli.Model;

namespace EventPics.Cli.Context;

/// <summary>Ctrl+C and the system's wish to stop: the first one parks, a second one or 5 seconds end the process at once.</summary>
internal sealed class ShutdownSignal : IDisposable
{
    // The queue is safe on disk at any moment, so leaving abruptly loses nothing.
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(4.5);

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

    /// <summary>The code of a process that had to be ended the hard way.</summary>
    public int ForcedExitCode { get; set; } = ExitCodes.Interrupted;

    /// <summary>Waits for it.</summary>
    public async Task WaitAsync()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = _source.Token.Register(asked.SetResult).ConfigureAwait(false);
        await asked.Task.ConfigureAwait(false);
    }

    /// <summary>Does what the first Ctrl+C does.</summary>
    public void RequestStop()
    {
        if (Interlocked.Increment(ref _signals) > 1)
        {
            Environment.Exit(ForcedExitCode);
        }

        _watchdog = _time.CreateTimer(_ => Environment.Exit(ForcedExitCode), null, GracePeriod, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _watchdog?.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        RequestStop();
    }
}
