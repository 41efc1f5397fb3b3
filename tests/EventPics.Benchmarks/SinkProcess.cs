namespace EventPics.Benchmarks;

/// <summary>The sink in a separate process, so that its CPU time isn't measured.</summary>
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
        sink.Address = new Uri($"http://127.0.0.1:{await sink.ReceiveAsync()}/");
        return sink;
    }
}
