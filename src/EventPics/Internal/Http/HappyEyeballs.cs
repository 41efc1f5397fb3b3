#if NET
using System.Net;
using System.Net.Sockets;

namespace EventPics.Internal.Http;

/// <summary>
/// Connects to the first address that responds (RFC 8305), so that broken IPv6 next to working IPv4 costs a quarter of a second, not a
/// minute.
/// </summary>
internal static class HappyEyeballs
{
    // The connection attempt delay that RFC 8305 recommends.
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    public static Task<Socket> ConnectAsync(
        IPAddress[] addresses, int port, Func<AddressFamily, Socket> create, TimeProvider time, CancellationToken cancellationToken) =>
        addresses.Length == 1
            ? ConnectAsync(addresses[0], port, create, cancellationToken)
            : RaceAsync(addresses, port, create, time, cancellationToken);

    private static async Task<Socket> RaceAsync(
        IPAddress[] addresses, int port, Func<AddressFamily, Socket> create, TimeProvider time, CancellationToken cancellationToken)
    {
        using var losers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task<Socket>>();
        var waiting = new Queue<IPAddress>(Interleave(addresses));
        Exception? failure = null;
        Task? headStart = null;
        while (waiting.Count > 0 || running.Count > 0)
        {
            if (waiting.Count > 0 && headStart is null or { IsCompleted: true })
            {
                running.Add(ConnectAsync(waiting.Dequeue(), port, create, losers.Token));
                headStart = Task.Delay(HeadStart, time, losers.Token);
            }

            await Task.WhenAny(waiting.Count > 0 ? [.. running, headStart!] : running).ConfigureAwait(false);
            var ended = running.Find(static attempt => attempt.IsCompleted);
            if (ended is null)
            {
                continue;
            }

            running.Remove(ended);
            if (ended.IsCompletedSuccessfully)
            {
                await losers.CancelAsync().ConfigureAwait(false);
                running.ForEach(DisposeWhenDone);
                return await ended.ConfigureAwait(false);
            }

            failure = ended.Exception?.InnerException ?? failure;
            headStart = null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw failure ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task<Socket> ConnectAsync(
        IPAddress address, int port, Func<AddressFamily, Socket> create, CancellationToken cancellationToken)
    {
        var socket = create(address.AddressFamily);
        try
        {
            await socket.ConnectAsync(address, port, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // The system's order decides which address family is tried first.
    private static IEnumerable<IPAddress> Interleave(IPAddress[] addresses)
    {
        var first = addresses.Where(address => address.AddressFamily == addresses[0].AddressFamily).ToArray();
        var second = addresses.Except(first).ToArray();
        for (var i = 0; i < Math.Max(first.Length, second.Length); i++)
        {
            foreach (var family in (IPAddress[][])[first, second])
            {
                if (i < family.Length)
                {
                    yield return family[i];
                }
            }
        }
    }

    private static void DisposeWhenDone(Task<Socket> attempt) => attempt.ContinueWith(
        static done => done.Result.Dispose(),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
#endif
