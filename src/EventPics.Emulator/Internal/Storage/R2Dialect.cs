using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Storage;

/// <summary>Cloudflare R2: S3 except for the response to an expired URL.</summary>
internal sealed class R2Dialect : S3Dialect
{
    public override EmulatorResponse Expired() => Xml(400, "ExpiredRequest", "Request has expired.");
}
