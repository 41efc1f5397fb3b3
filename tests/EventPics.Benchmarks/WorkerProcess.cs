using System.Globalization;
using System.Text.Json;

namespace EventPics.Benchmarks;

/// <summary>One contender in a separate process, so that CPU time, allocations and peak memory are only its own.</summary>
internal sealed class WorkerProcess(string contender, Uri sink, string file, string warmUpFile)
    : ChildProcess(Argument, contender, sink.AbsoluteUri, file, warmUpFile)
{
    public const string Argument = "worker";

    public string Contender { get; } = contender;

    public Task WarmUpAsync() => SendAsync("warm-up", uploads: 300, concurrency: 4);

    public Task<Measurement> RunAsync(int uploads, int concurrency) => SendAsync("measure", uploads, concurrency);

    private async Task<Measurement> SendAsync(string what, int uploads, int concurrency)
    {
        await SendAsync(string.Create(CultureInfo.InvariantCulture, $"{what} {uploads} {concurrency}"));
        return JsonSerializer.Deserialize<Measurement>(await ReceiveAsync());
    }
}
