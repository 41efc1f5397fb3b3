using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace EventPics.Cli.Tests.Support;

/// <summary>A run of the tool under way.</summary>
internal sealed partial class RunningTool : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();
    private readonly SemaphoreSlim _outputChanged = new(0);
    private readonly Task _reading;

    public RunningTool(ProcessStartInfo info, string? input)
    {
        _process = Process.Start(info)!;
        if (input is not null)
        {
            Type(input);
            _process.StandardInput.Close();
        }

        _reading = Task.WhenAll(ReadAsync(_process.StandardOutput, _out), ReadAsync(_process.StandardError, _error));
    }

    public int Id => _process.Id;

    public string OutSoFar => Read(_out);

    public void Type(string keys)
    {
        _process.StandardInput.Write(keys);
        _process.StandardInput.Flush();
    }

    /// <summary>Types keys at a tool that may have ended.</summary>
    public void TryType(string keys)
    {
        try
        {
            Type(keys);
        }
        catch (IOException)
        {
            // It has ended.
        }
    }

    public void Interrupt() => Signal(2);

    public void Terminate() => Signal(15);

    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Waits for a text on stdout or stderr.</summary>
    public async Task WaitForTextAsync(string text)
    {
        using var limit = new CancellationTokenSource(Deadline);
        while (!Read(_out).Contains(text, StringComparison.Ordinal) && !Read(_error).Contains(text, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited && _reading.IsCompleted, $"It ended without '{text}'.\n{Read(_out)}\n{Read(_error)}");
            await _outputChanged.WaitAsync(TimeSpan.FromMilliseconds(200), limit.Token);
        }
    }

    public async Task<ToolResult> WaitAsync()
    {
        var (exitCode, output, error) = await EndAsync();
        return new ToolResult(exitCode, output, error);
    }

    /// <summary>The exit code and what was written, whole lines or not.</summary>
    public async Task<(int ExitCode, string Out, string Error)> EndAsync()
    {
        using var limit = new CancellationTokenSource(Deadline);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            await _reading.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"It did not end in {Deadline.TotalSeconds} s.\n{Read(_out)}\n{Read(_error)}");
        }

        return (_process.ExitCode, Read(_out), Read(_error));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        _outputChanged.Dispose();
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private async Task ReadAsync(StreamReader reader, StringBuilder text)
    {
        // Not by the line: a prompt has no end.
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is var count and > 0)
        {
            lock (text)
            {
                text.Append(buffer, 0, count).Replace("\r", "");
            }

            _outputChanged.Release();
        }
    }

    private void Signal(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send to another process.");
        Assert.Equal(0, SendSignal(_process.Id, signal));
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
