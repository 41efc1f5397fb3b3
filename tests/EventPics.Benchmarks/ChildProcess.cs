using System.Diagnostics;

namespace EventPics.Benchmarks;

/// <summary>
/// This program, started again with other arguments; it reads requests and writes responses line by line, and exits at the end of its
/// input.
/// </summary>
internal abstract class ChildProcess : IDisposable
{
    private readonly Process _process;

    protected ChildProcess(params string[] arguments) =>
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    protected async Task SendAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    protected async Task<string> ReceiveAsync() =>
        await _process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("A process of the benchmark exited; its error is above.");
}
