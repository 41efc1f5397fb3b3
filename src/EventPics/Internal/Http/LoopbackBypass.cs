using System.Net;

namespace EventPics.Internal.Http;

/// <summary>
/// The system's proxy, except for this computer itself: a proxy can't reach it, but would receive the API key, over http in clear text.
/// </summary>
/// <param name="getSystemProxy">Returns the system's proxy, which a program may replace; <see langword="null"/> for none.</param>
internal sealed class LoopbackBypass(Func<IWebProxy?> getSystemProxy) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => getSystemProxy()?.Credentials;
        set => throw new NotSupportedException("Set the credentials of the system's proxy.");
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : getSystemProxy()!.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || getSystemProxy() is not { } proxy || proxy.IsBypassed(host);
}
