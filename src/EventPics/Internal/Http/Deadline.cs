namespace EventPics.Internal.Http;

/// <summary>Cancels a call after a timeout, measured by the options' clock, or when its caller cancels.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _cancellation;
    private readonly CancellationTokenRegistration _caller;

    public Deadline(TimeSpan timeout, TimeProvider time, CancellationToken caller)
    {
#if NET
        _cancellation = new(timeout, time);
#else
        _cancellation = time.CreateCancellationTokenSource(timeout);
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
