using System.Globalization;
using EventPics.Emulator.Internal.Wire;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Storage;

/// <summary>
/// What S3-compatible stores and Google have in common: date, lifetime in seconds, and a list of signed headers in the query.
/// </summary>
internal abstract class SignedQueryDialect(string prefix, string algorithm, string scope) : StorageDialect
{
    protected override string SignatureParameter => prefix + "Signature";

    public override EmulatorResponse ObjectExists() =>
        Xml(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold.");

    public override EmulatorResponse SignatureMismatch() => Xml(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your secret access key and signing method.");

    // Real stores reject headers of their own prefix that are not signed.
    public override EmulatorResponse? FindHeaderError(IssuedUrl url, IHeaderDictionary headers)
    {
        var headerPrefix = prefix.ToLowerInvariant();
        return headers.Keys.Any(name => name.StartsWith(headerPrefix, StringComparison.OrdinalIgnoreCase))
            ? Xml(403, "AccessDenied", "There were headers present in the request which were not signed.")
            : null;
    }

    public override string DefaultCode(int status) => status switch
    {
        400 => "InvalidRequest",
        403 => "AccessDenied",
        404 => "NoSuchBucket",
        408 => "RequestTimeout",
        409 => "OperationAborted",
        411 => "MissingContentLength",
        412 => "PreconditionFailed",
        413 => "EntityTooLarge",
        429 => "TooManyRequests",
        500 => "InternalError",
        503 => "SlowDown",
        _ => "Error",
    };

    protected override IEnumerable<KeyValuePair<string, string>> Parameters(IssuedUrl url)
    {
        var time = url.IssuedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var lifetime = (url.ExpiresAt - url.IssuedAt).TotalSeconds;
        return
        [
            new(prefix + "Algorithm", algorithm),
            new(prefix + "Credential", $"emulator/{time[..8]}/{scope}"),
            new(prefix + "Date", time),
            new(prefix + "Expires", lifetime.ToString(CultureInfo.InvariantCulture)),
            new(prefix + "SignedHeaders", url.SignedContentType is null ? "host" : "content-type;host"),
        ];
    }

    protected static string ETag(StoredObject stored) => $"\"{Sha256Hex.Format(stored.Md5)}\"";
}
