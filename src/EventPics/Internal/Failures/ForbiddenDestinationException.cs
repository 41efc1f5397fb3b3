namespace EventPics.Internal.Failures;

/// <summary>A request was about to be sent to a host that it must not reach.</summary>
/// <param name="error"><see cref="TransportError.UnsafeAddress"/> or <see cref="TransportError.RedirectFollowed"/>.</param>
internal sealed class ForbiddenDestinationException(TransportError error)
    : IOException(error == TransportError.UnsafeAddress ? "The host resolves to a local network." : "The HttpClient followed a redirect.")
{
    public TransportError Error { get; } = error;
}
