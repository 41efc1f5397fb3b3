using EventPics.Queue;
using Microsoft.Extensions.Hosting;

namespace PhotoBooth;

/// <summary>Shows the queue while it sends: one line that is rewritten in a terminal, one line per change elsewhere.</summary>
internal sealed class StatusLine(UploadQueue queue) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        var shown = "";
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var status = await queue.GetStatusAsync(stoppingToken);
            var line = $"{status.Waiting,3} waiting  {status.Sending} sending  {status.Uploaded,3} in the album  {status.Health}";
            if (line != shown)
            {
                Console.Write(Console.IsOutputRedirected ? line + Environment.NewLine : $"\r{line,-72}");
                shown = line;
            }
        }
    }
}
