namespace EventPics.Benchmarks;

/// <summary>The sink in a process of its own, so that its work is nobody's CPU time.</summary>
internal sealed class SinkProcess : ChildProcess
{
    public const string Argument = "sink";

    private SinkProcess()
        : base(Argument)
    {
    }

    public Uri Address { get; private set; } = null!;

    public static async Task<SinkProcess> StartAsync()
    {
        var sink = new SinkProcess();
        sink.Address = new Uri($"http://127.0.0.1:{await sink.AnswerAsync()}/");
        return sink;
    }
}
