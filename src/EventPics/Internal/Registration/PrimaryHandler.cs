using EventPics.Internal.Http;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;

namespace EventPics.Internal.Registration;

/// <summary>
/// The primary handler of a registered client: the library's own, unless the host configures another one for this client or for all.
/// </summary>
internal sealed class PrimaryHandler
{
    private HttpMessageHandler? _own;
#if NET
    private Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? _connect;
#endif

    public bool IsOwn { get; private set; } = true;

    /// <summary>
    /// Runs before every other action, those for all of the host's clients included, so that they adjust or replace this handler.
    /// </summary>
    public void Create(HttpMessageHandlerBuilder builder, EventPicsClientOptions options)
    {
        builder.PrimaryHandler = _own = HttpTransport.CreateHandler(options);
#if NET
        _connect = ((SocketsHttpHandler)_own).ConnectCallback;
#endif
    }

    /// <summary>Runs after every other action.</summary>
    public void Complete(HttpMessageHandlerBuilder builder, ILogger logger)
    {
        IsOwn = builder.PrimaryHandler == _own;
        if (IsOwn)
        {
            // An adjustment for all of the host's clients must not make this one follow redirects. A handler of the host's may be shared,
            // so it stays as it is.
            HttpTransport.Protect(_own!);
#if NET
            var handler = (SocketsHttpHandler)_own!;
            if (handler.ConnectCallback is { } connect && connect != _connect)
            {
                handler.ConnectCallback = new CheckedConnection(connect, logger).ConnectAsync;
            }

            handler.ConnectCallback ??= _connect;
#endif
        }
    }
}
