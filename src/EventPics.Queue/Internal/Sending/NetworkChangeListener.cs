using System.Net.NetworkInformation;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Sending;

/// <summary>
/// Receives network changes. They are only hints: the next probe finds a working connection anyway, so a system that does not report them
/// (such as a service without netlink) costs only seconds.
/// </summary>
internal sealed class NetworkChangeListener : IDisposable
{
    private readonly NetworkAddressChangedEventHandler _handler;
    private readonly Action<NetworkAddressChangedEventHandler> _unsubscribe;

    private NetworkChangeListener(NetworkAddressChangedEventHandler handler, Action<NetworkAddressChangedEventHandler> unsubscribe) =>
        (_handler, _unsubscribe) = (handler, unsubscribe);

    public static NetworkChangeListener? TrySubscribe(Action changed, ILogger logger) => TrySubscribe(
        changed,
        logger,
        static handler => NetworkChange.NetworkAddressChanged += handler,
        static handler => NetworkChange.NetworkAddressChanged -= handler);

    internal static NetworkChangeListener? TrySubscribe(
        Action changed, ILogger logger, Action<NetworkAddressChangedEventHandler> subscribe,
        Action<NetworkAddressChangedEventHandler> unsubscribe)
    {
        NetworkAddressChangedEventHandler handler = (_, _) => changed();
        try
        {
            using (ExecutionContextFlow.Suppress())
            {
                subscribe(handler);
            }

            return new NetworkChangeListener(handler, unsubscribe);
        }
        catch (Exception e)
        {
            Log.NetworkChangesUnavailable(logger, e.Message);
            return null;
        }
    }

    public void Dispose() => _unsubscribe(_handler);
}
