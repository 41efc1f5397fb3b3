using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace EventPics.Cli.Checks;

/// <summary>A request to the server without a key, for its clock and its certificate.</summary>
internal sealed class ServerProbe
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(15);

    private ServerProbe()
    {
    }

    /// <summary>How far this computer's clock is ahead of the server's; negative when it is behind.</summary>
    public TimeSpan? ClockAhead { get; private set; }

    public SslProtocols? Protocol { get; private set; }

    public DateTime? CertificateEnds { get; private set; }

    public static async Task<ServerProbe> RunAsync(Uri address, TimeProvider time, CancellationToken cancellationToken)
    {
        var probe = new ServerProbe();
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = ProbeTimeout };
        handler.PlaintextStreamFilter = (context, _) =>
        {
            if (context.PlaintextStream is SslStream secure)
            {
                probe.Protocol = secure.SslProtocol;
                using var certificate = secure.RemoteCertificate is { } remote ? new X509Certificate2(remote) : null;
                probe.CertificateEnds = certificate?.NotAfter.ToUniversalTime();
            }

            return ValueTask.FromResult(context.PlaintextStream);
        };
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var limit = new CancellationTokenSource(ProbeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        probe.ClockAhead = time.GetUtcNow() - response.Headers.Date;
        return probe;
    }
}
