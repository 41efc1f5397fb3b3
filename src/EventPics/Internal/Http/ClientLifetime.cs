namespace EventPics.Internal.Http;

/// <summary>Ends a client's calls when it is disposed, and gives them one exception for that, whoever disposed what.</summary>
internal sealed class ClientLifetime(HttpClient http) : IDisposable
{
    // Cancelled and not disposed: calls that are just starting still link to it, and without a timer it holds nothing.
    private readonly CancellationTokenSource _ended = new();

    public void Dispose() => _ended.Cancel();

    /// <summary>Makes a call that ends when the client does.</summary>
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
        catch (OperationCanceledException error) when (cancellationToken.IsCancellationRequested)
        {
            // The caller knows its own token only.
            throw new OperationCanceledException(error.Message, error, cancellationToken);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            throw Disposed();
        }
        catch (ObjectDisposedException error) when (_ended.IsCancellationRequested || IsOfHttp(error) || CallerHttpClientGuard.IsDisposed(http))
        {
            throw Disposed();
        }
    }

    // Not that of a stream of the caller's. The HttpClient may live on when its handler was disposed.
    private static bool IsOfHttp(ObjectDisposedException error) => error.ObjectName.StartsWith("System.Net.Http.", StringComparison.Ordinal);

    private static ObjectDisposedException Disposed() => new(
        nameof(EventPicsClient), "The client, or the HttpClient that it was given, was disposed before the call ended. Dispose it when all uploads have ended.");
}
