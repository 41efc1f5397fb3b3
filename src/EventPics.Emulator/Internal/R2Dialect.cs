namespace EventPics.Emulator.Internal;

/// <summary>Cloudflare R2: S3 in everything but the answer to an expired link.</summary>
internal sealed class R2Dialect : S3Dialect
{
    public override Answer Expired() => Xml(400, "ExpiredRequest", "Request has expired.");
}
