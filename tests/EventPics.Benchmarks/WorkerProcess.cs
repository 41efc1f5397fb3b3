using System.Globalization;
using System.Text.Json;

namespace EventPics.Benchmarks;

/// <summary>One contender in a process of its own, so that CPU time, allocations and peak memory are its alone.</summary>
internal sealed class WorkerProcess(string contender, Uri sink, string file, string warmUpFile)
    : ChildProcess(Argument, contender, sink.AbsoluteUri, file, warmUpFile)
{
    public const string Argument = "worker";

    public string Contender { get; } = contender;

    public Task WarmUpAsync() => AskAsync("warm-up", uploads: 300, atOnce: 4);

    public Task<Measurement> RunAsync(int uploads, int atOnce) => AskAsync("measure", uploads, atOnce);

    private async Task<Measurement> AskAsync(string what, int uploads, int atOnce)
    {
        await AskAsync(string.Create(CultureInfo.InvariantCulture, $"{what} {uploads} {atOnce}"));
        return JsonSerializer.Deserialize<Measurement>(await AnswerAsync());
    }
}
