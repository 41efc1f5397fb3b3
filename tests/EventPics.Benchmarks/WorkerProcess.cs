using System.Globalization;
using System.Text.Json;

namespace EventPics.Benchmarks;

/// <summary>One contender in a process of its own, so that CPU time, allocations and peak memory are its alone.</summary>
internal sealed class WorkerProcess(string contender, Uri sink, string file, string warmUpFile)
    : ChildProcess(Argument, contender, sink.AbsoluteUri, file, warmUpFile)
{
    public const string Argument = "worker";

    public string Contender { get; } = contender;

    public async Task WarmUpAsync()
    {
        // The runtime compiles hot methods anew in the background, some time after their thirtieth call: a burst alone does not get there.
        for (var i = 0; i < 10; i++)
        {
            await AskAsync("warm-up", uploads: 300, atOnce: 4);
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    public Task<Measurement> RunAsync(int uploads, int atOnce) => AskAsync("measure", uploads, atOnce);

    private async Task<Measurement> AskAsync(string what, int uploads, int atOnce)
    {
        await AskAsync(string.Create(CultureInfo.InvariantCulture, $"{what} {uploads} {atOnce}"));
        return JsonSerializer.Deserialize<Measurement>(await AnswerAsync());
    }
}
