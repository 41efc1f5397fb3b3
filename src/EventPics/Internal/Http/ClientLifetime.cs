using EventPics.Internal.Failures;

namespace EventPics.Internal.Http;

/// <summary>
/// Cancels a client's calls when it is disposed. They throw the same exception whether the client or its HttpClient was disposed.
/// </summary>
internal sealed class ClientLifetime(HttpMessageInvoker http) : IDisposable
{
    // Cancelled but not disposed: calls that are just starting still link to it, and without a timer it holds no resources.
    private readonly CancellationTokenSource _ended = new();

    public void Dispose() => _ended.Cancel();

    /// <summary>Runs a call that is cancelled when the client is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The client or its HttpClient was disposed before the call ended.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        if (_ended.IsCancellationRequested)
        {
            throw Disposed();
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        try
        {
            return await call(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            // The caller knows only its own token.
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            throw Disposed();
        }
        // The HttpClient may still be usable when its handler was disposed.
        catch (ObjectDisposedException e)
            when (_ended.IsCancellationRequested || TransportErrorReader.IsDisposedHttp(e) || CallerHttpClientGuard.IsDisposed(http))
        {
            throw Disposed();
        }
    }

    private static ObjectDisposedException Disposed() => new(
        nameof(EventPicsClient),
        "The client or the HttpClient passed to it was disposed before the call ended. Dispose it after all uploads have ended.");
}
