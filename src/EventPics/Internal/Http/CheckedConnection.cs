#if NET
using System.Net;
using System.Net.Sockets;
using EventPics.Internal.Failures;
using EventPics.Internal.PresignedUrls;
using Microsoft.Extensions.Logging;

namespace EventPics.Internal.Http;

/// <summary>A host's own way to connect, with the check that an upload URL does not lead into the local network.</summary>
internal sealed class CheckedConnection(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect, ILogger logger)
{
    private int _unchecked;

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var stream = await connect(context, cancellationToken).ConfigureAwait(false);
        try
        {
            if (context.InitialRequestMessage is TransportRequest request)
            {
                request.IsNewConnection = true;
                if (request.RequiresPublicAddress(context.DnsEndPoint.Host))
                {
                    Check(stream);
                }
            }

            return stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // The address of the connection itself: the host may resolve names in its own way, too.
    private void Check(Stream stream)
    {
        if (stream is NetworkStream { Socket.RemoteEndPoint: IPEndPoint { Address: var address } })
        {
            if (!UploadUrlPolicy.IsPublic(address))
            {
                throw new ForbiddenDestinationException(TransportError.UnsafeAddress);
            }
        }
        else if (Interlocked.Exchange(ref _unchecked, 1) == 0)
        {
            Log.UncheckedAddress(logger, stream.GetType().Name);
        }
    }
}
#endif
