using System.Net;

namespace EventPics.LiveCheck.Bodies;

/// <summary>A body of which only the length is sent.</summary>
internal sealed class AnnouncedContent(long length) : HttpContent
{
    /// <summary>Whether the server asked for the body: it did not reject the length.</summary>
    public bool WasRequested { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        WasRequested = true;
        throw new InvalidOperationException("The body is not sent.");
    }

    protected override bool TryComputeLength(out long value)
    {
        value = length;
        return true;
    }
}
