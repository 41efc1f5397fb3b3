using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace EventPics.Queue.Tests.Crash;

/// <summary>A process with a queue, to be killed.</summary>
internal sealed class CrashHost : IDisposable
{
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace("EventPics.Queue.Tests", "EventPics.Queue.CrashHost", StringComparison.Ordinal),
        "EventPics.Queue.CrashHost.dll");

    private readonly Process _process;
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringWriter _errors = new();

    private CrashHost(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => OnOutput(line.Data);
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.WriteLine(line.Data);
            }
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The numbers of the photos whose enqueuing was acknowledged.</summary>
    public ConcurrentBag<int> Acked { get; } = [];

    public Task Open => _open.Task;

    public int Id => _process.Id;

    public static CrashHost Start(
        string folder, Uri address, string key, int first, int count, int size, bool send, string? killAt = null, params string[] prefix) =>
        Start(folder, address, key, first, count, size, send ? "send" : "enqueue", killAt, prefix);

    /// <summary>
    /// Starts a process that waits for <see cref="Begin"/>, then enqueues the photos that no other event has. It never sends.
    /// </summary>
    public static CrashHost StartTrying(string folder, string linkId, int count, int size) =>
        Start(folder, new Uri("http://127.0.0.1:9"), linkId, first: 0, count, size, "try");

    private static CrashHost Start(
        string folder, Uri address, string key, int first, int count, int size, string mode, string? killAt = null, params string[] prefix)
    {
        string[] command =
        [
            .. prefix, Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
            Program, folder, address.AbsoluteUri, key,
            first.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture),
            size.ToString(CultureInfo.InvariantCulture),
            mode, .. killAt is null ? (string[])[] : [killAt],
        ];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["DOTNET_TieredCompilation"] = "1";
        return new CrashHost(start);
    }

    /// <summary>Waits until all photos are sent; fails if the process exits first.</summary>
    public async Task WaitUntilIdleAsync(TimeSpan timeout, CancellationToken token)
    {
        var ended = _process.WaitForExitAsync(token);
        if (await Task.WhenAny(_idle.Task, ended).WaitAsync(timeout, token) == ended)
        {
            throw new InvalidOperationException($"The process exited with {_process.ExitCode}: {_errors}");
        }
    }

    public void Begin() => _process.StandardInput.WriteLine("begin");

    /// <summary>Ends the process in a controlled way.</summary>
    public async Task EndAsync(TimeSpan timeout, CancellationToken token)
    {
        _process.StandardInput.Close();
        await WaitForEndAsync(timeout, token);
        Assert.Equal(0, _process.ExitCode);
    }

    public Task WaitForEndAsync(TimeSpan timeout, CancellationToken token) => _process.WaitForExitAsync(token).WaitAsync(timeout, token);

    /// <summary>SIGKILL: no handler, no finally, no flush.</summary>
    public async Task KillAsync(CancellationToken token)
    {
        _process.Kill();
        await _process.WaitForExitAsync(token);
    }

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void OnOutput(string? line)
    {
        if (line is null)
        {
            _open.TrySetResult();
        }
        else if (line == "open")
        {
            _open.TrySetResult();
        }
        else if (line == "idle")
        {
            _idle.TrySetResult();
        }
        else if (line.StartsWith("acked ", StringComparison.Ordinal))
        {
            Acked.Add(int.Parse(line.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture));
        }
    }
}
