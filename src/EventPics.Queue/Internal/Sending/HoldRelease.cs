namespace EventPics.Queue.Internal.Sending;

/// <summary>Ends a hold, once however often it is disposed.</summary>
internal sealed class HoldRelease(Action release) : IDisposable
{
    private Action? _release = release;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
