using System.Globalization;
using EventPics.Emulator.Internal.Wire;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Storage;

/// <summary>What the S3 family and Google share: date, life in seconds, and a list of signed headers in the query.</summary>
internal abstract class SignedQueryDialect(string prefix, string algorithm, string scope) : StorageDialect
{
    protected override string SignatureParameter => prefix + "Signature";

    public override EmulatorResponse ObjectExists() =>
        Xml(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold.");

    public override EmulatorResponse SignatureMismatch() => Xml(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your secret access key and signing method.");

    /// <summary>Real stores take no header of their own family that the link does not bind.</summary>
    public override EmulatorResponse? Demands(IssuedUrl link, IHeaderDictionary headers)
    {
        string family = prefix.ToLowerInvariant();
        return headers.Keys.Any(name => name.StartsWith(family, StringComparison.OrdinalIgnoreCase))
            ? Xml(403, "AccessDenied", "There were headers present in the request which were not signed.")
            : null;
    }

    public override string UsualCode(int status) => status switch
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

    protected override IEnumerable<KeyValuePair<string, string>> Parameters(IssuedUrl link)
    {
        string time = link.IssuedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        double life = (link.ExpiresAt - link.IssuedAt).TotalSeconds;
        return
        [
            new(prefix + "Algorithm", algorithm),
            new(prefix + "Credential", $"emulator/{time[..8]}/{scope}"),
            new(prefix + "Date", time),
            new(prefix + "Expires", life.ToString(CultureInfo.InvariantCulture)),
            new(prefix + "SignedHeaders", link.SignedContentType is null ? "host" : "content-type;host"),
        ];
    }

    protected static string ETag(StoredObject stored) => $"\"{Convert.ToHexStringLower(stored.Md5)}\"";
}
