namespace EventPics.Internal.Http;

/// <summary>Cancels a call after a while, by the clock the options name, or when its caller does.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _cancellation;
    private readonly CancellationTokenRegistration _caller;

    public Deadline(TimeSpan delay, TimeProvider time, CancellationToken caller)
    {
#if NET
        _cancellation = new(delay, time);
#else
        _cancellation = time.CreateCancellationTokenSource(delay);
#endif
        _caller = caller.Register(static source => ((CancellationTokenSource)source!).Cancel(), _cancellation);
    }

    public CancellationToken Token => _cancellation.Token;

    public void Dispose()
    {
        _caller.Dispose();
        _cancellation.Dispose();
    }
}
