using EventPics;

namespace QuickStart;

/// <summary>A progress bar for one photo; a plain line where the output is not a terminal.</summary>
internal sealed class ProgressBar(string name) : IProgress<UploadProgress>, IDisposable
{
    private const int Width = 24;

    private readonly Lock _lock = new();
    private bool _finished;

    public void Report(UploadProgress value)
    {
        if (!Console.IsOutputRedirected)
        {
            var done = (int)(value.BytesSent * Width / value.TotalBytes);
            Draw($"{new string('#', done)}{new string('.', Width - done)} {value.BytesSent * 100 / value.TotalBytes,3} %", '\r');
        }
    }

    public void Finish(string outcome)
    {
        lock (_lock)
        {
            _finished = true;
            Console.Write(Console.IsOutputRedirected ? $"  {name}: {outcome}{Environment.NewLine}" : $"\r  {name,-32} {outcome,-48}{Environment.NewLine}");
        }
    }

    public void Dispose()
    {
        if (!_finished)
        {
            Finish("stopped");
        }
    }

    private void Draw(string bar, char end)
    {
        lock (_lock)
        {
            if (!_finished)
            {
                Console.Write($"  {name,-32} {bar}{end}");
            }
        }
    }
}
