using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Storage;

/// <summary>Amazon S3.</summary>
internal class S3Dialect() : SignedQueryDialect("X-Amz-", "AWS4-HMAC-SHA256", "auto/s3/aws4_request")
{
    public override EmulatorResponse Expired() => Xml(403, "AccessDenied", "Request has expired");

    public override EmulatorResponse Stored(StoredObject stored) =>
        new EmulatorResponse(200) { ContentType = null }.With("ETag", ETag(stored));
}
