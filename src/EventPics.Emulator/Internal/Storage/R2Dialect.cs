using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Storage;

/// <summary>Cloudflare R2: S3 in everything but the answer to an expired link.</summary>
internal sealed class R2Dialect : S3Dialect
{
    public override EmulatorResponse Expired() => Xml(400, "ExpiredRequest", "Request has expired.");
}
