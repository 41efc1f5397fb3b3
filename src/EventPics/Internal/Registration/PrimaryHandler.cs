using EventPics.Internal.Http;
using Microsoft.Extensions.Http;

namespace EventPics.Internal.Registration;

/// <summary>
/// The primary handler of a registered client: the library's own, unless the host configures another one for this client or for all.
/// </summary>
internal sealed class PrimaryHandler
{
    private HttpMessageHandler? _own;

    public bool IsOwn { get; private set; } = true;

    /// <summary>
    /// Runs before every other action, those for all of the host's clients included, so that they adjust or replace this handler.
    /// </summary>
    public void Create(HttpMessageHandlerBuilder builder, EventPicsClientOptions options) =>
        builder.PrimaryHandler = _own = HttpTransport.CreateHandler(options);

    /// <summary>Runs after every other action.</summary>
    public void Complete(HttpMessageHandlerBuilder builder)
    {
        IsOwn = builder.PrimaryHandler == _own;
        if (IsOwn)
        {
            // An adjustment for all of the host's clients must not make this one follow redirects. A handler of the host's may be shared,
            // so it stays as it is.
            HttpTransport.Protect(_own!);
        }
    }
}
