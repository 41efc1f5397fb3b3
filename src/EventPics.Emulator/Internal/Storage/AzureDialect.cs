using System.Globalization;
using EventPics.Emulator.Internal.Wire;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Storage;

/// <summary>Azure Blob Storage with SAS URLs.</summary>
internal sealed class AzureDialect : StorageDialect
{
    protected override string SignatureParameter => "sig";

    public override EmulatorResponse Expired() => Rejection(
        403,
        "AuthenticationFailed",
        "Server failed to authenticate the request.",
        "<AuthenticationErrorDetail>Signature not valid in the specified time frame</AuthenticationErrorDetail>");

    public override EmulatorResponse ObjectExists() =>
        Rejection(403, "UnauthorizedBlobOverwrite", "This request is not authorized to perform blob overwrites.");

    public override EmulatorResponse SignatureMismatch() => Rejection(
        403,
        "AuthenticationFailed",
        "Server failed to authenticate the request.",
        "<AuthenticationErrorDetail>Signature did not match.</AuthenticationErrorDetail>");

    public override EmulatorResponse Error(int status, string code) => Rejection(status, code, Message(code));

    public override EmulatorResponse? FindHeaderError(IssuedUrl url, IHeaderDictionary headers) => headers["x-ms-blob-type"] == "BlockBlob"
        ? null
        : Rejection(
            400, "MissingRequiredHeader", "An HTTP header that's mandatory for this request is not specified.",
            "<HeaderName>x-ms-blob-type</HeaderName>");

    public override EmulatorResponse Stored(StoredObject stored) => AddServiceHeaders(new EmulatorResponse(201) { ContentType = null })
        .With("ETag", "\"0x" + stored.ReceivedAt.UtcTicks.ToString("X", CultureInfo.InvariantCulture) + "\"")
        .With("Content-MD5", Convert.ToBase64String(stored.Md5));

    public override string DefaultCode(int status) => status switch
    {
        400 => "InvalidInput",
        403 => "AuthorizationFailure",
        404 => "ContainerNotFound",
        409 => "BlobAlreadyExists",
        411 => "MissingContentLengthHeader",
        412 => "ConditionNotMet",
        413 => "RequestBodyTooLarge",
        500 => "InternalError",
        503 => "ServerBusy",
        _ => "Error",
    };

    protected override IEnumerable<KeyValuePair<string, string>> Parameters(IssuedUrl url) =>
    [
        new("sv", "2024-11-04"),
        new("st", Time(url.IssuedAt)),
        new("se", Time(url.ExpiresAt)),
        new("sr", "b"),
        new("sp", "cw"),
    ];

    protected override string Encode(byte[] signature) => Convert.ToBase64String(signature);

    private static EmulatorResponse Rejection(int status, string code, string message, string details = "") =>
        AddServiceHeaders(Xml(status, code, message, details)).With("x-ms-error-code", code);

    private static EmulatorResponse AddServiceHeaders(EmulatorResponse response) =>
        response.With("x-ms-request-id", Guid.NewGuid().ToString()).With("x-ms-version", "2024-11-04");

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
