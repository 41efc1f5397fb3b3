using System.Globalization;
using EventPics.Emulator.Internal.Wire;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Storage;

/// <summary>Azure Blob Storage with SAS links.</summary>
internal sealed class AzureDialect : StorageDialect
{
    protected override string SignatureParameter => "sig";

    public override EmulatorResponse Expired() => Refusal(
        403,
        "AuthenticationFailed",
        "Server failed to authenticate the request.",
        "<AuthenticationErrorDetail>Signature not valid in the specified time frame</AuthenticationErrorDetail>");

    public override EmulatorResponse ObjectExists() =>
        Refusal(403, "UnauthorizedBlobOverwrite", "This request is not authorized to perform blob overwrites.");

    public override EmulatorResponse SignatureMismatch() => Refusal(
        403,
        "AuthenticationFailed",
        "Server failed to authenticate the request.",
        "<AuthenticationErrorDetail>Signature did not match.</AuthenticationErrorDetail>");

    public override EmulatorResponse Error(int status, string code) => Refusal(status, code, Message(code));

    public override EmulatorResponse? Demands(IssuedUrl link, IHeaderDictionary headers) => headers["x-ms-blob-type"] == "BlockBlob"
        ? null
        : Refusal(400, "MissingRequiredHeader", "An HTTP header that's mandatory for this request is not specified.", "<HeaderName>x-ms-blob-type</HeaderName>");

    public override EmulatorResponse Stored(StoredObject stored) => Stamp(new EmulatorResponse(201) { ContentType = null })
        .With("ETag", "\"0x" + stored.ReceivedAt.UtcTicks.ToString("X", CultureInfo.InvariantCulture) + "\"")
        .With("Content-MD5", Convert.ToBase64String(stored.Md5));

    public override string UsualCode(int status) => status switch
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

    protected override IEnumerable<KeyValuePair<string, string>> Parameters(IssuedUrl link) =>
    [
        new("sv", "2024-11-04"),
        new("st", Time(link.IssuedAt)),
        new("se", Time(link.ExpiresAt)),
        new("sr", "b"),
        new("sp", "cw"),
    ];

    protected override string Encode(byte[] signature) => Convert.ToBase64String(signature);

    private static EmulatorResponse Refusal(int status, string code, string message, string details = "") =>
        Stamp(Xml(status, code, message, details)).With("x-ms-error-code", code);

    private static EmulatorResponse Stamp(EmulatorResponse answer) =>
        answer.With("x-ms-request-id", Guid.NewGuid().ToString()).With("x-ms-version", "2024-11-04");

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
