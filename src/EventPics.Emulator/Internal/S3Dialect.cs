namespace EventPics.Emulator.Internal;

/// <summary>Amazon S3.</summary>
internal class S3Dialect() : SignedQueryDialect("X-Amz-", "AWS4-HMAC-SHA256", "auto/s3/aws4_request")
{
    public override Answer Expired() => Xml(403, "AccessDenied", "Request has expired");

    public override Answer Stored(StoredObject stored) => new Answer(200) { ContentType = null }.With("ETag", ETag(stored));
}
