using System.Security.Cryptography;
using System.Text;
using EventPics.Emulator.Internal.Wire;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Storage;

/// <summary>The format of the upload URLs and responses of one storage.</summary>
internal abstract class StorageDialect
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    protected abstract string SignatureParameter { get; }

    public static StorageDialect For(StorageProvider storage) => storage switch
    {
        StorageProvider.R2 => new R2Dialect(),
        StorageProvider.S3 => new S3Dialect(),
        StorageProvider.Google => new GoogleDialect(),
        StorageProvider.Azure => new AzureDialect(),
        _ => throw new ArgumentOutOfRangeException(nameof(storage), storage, "There is no such storage."),
    };

    public abstract EmulatorResponse Expired();

    public abstract EmulatorResponse ObjectExists();

    public abstract EmulatorResponse SignatureMismatch();

    public abstract EmulatorResponse Stored(StoredObject stored);

    public abstract string DefaultCode(int status);

    /// <summary>Checks what else the storage requires in the headers of a PUT; null when nothing is wrong.</summary>
    public virtual EmulatorResponse? FindHeaderError(IssuedUrl url, IHeaderDictionary headers) => null;

    public virtual EmulatorResponse Error(int status, string code) => Xml(status, code, Message(code));

    /// <summary>The path and query of the URL.</summary>
    public string Sign(IssuedUrl url)
    {
        List<string> parameters = [.. Parameters(url).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}")];
        var signature = Signature(url.Path, parameters, url.SignedContentType);
        return $"{url.Path}?{string.Join('&', parameters)}&{SignatureParameter}={Uri.EscapeDataString(signature)}";
    }

    public bool IsSignedBy(IssuedUrl url, string query, string? contentType) =>
        Matches(url.Path, query, url.SignedContentType is null ? null : contentType);

    /// <summary>
    /// Whether this emulator issued an upload URL, with the content type bound or not; for a URL whose details were removed.
    /// </summary>
    public bool IsSigned(string path, string query, string? contentType) =>
        Matches(path, query, contentType) || (contentType is not null && Matches(path, query, null));

    protected abstract IEnumerable<KeyValuePair<string, string>> Parameters(IssuedUrl url);

    protected virtual string Encode(byte[] signature) => Sha256Hex.Format(signature);

    protected static EmulatorResponse Xml(int status, string code, string message, string details = "") => new(status)
    {
        ContentType = "application/xml",
        Body = Encoding.UTF8.GetBytes(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>{message}</Message>{details}</Error>"),
    };

    protected static string Message(string code) => code switch
    {
        "SlowDown" => "Reduce your request rate.",
        "NoSuchBucket" => "The specified bucket does not exist.",
        "EntityTooLarge" => "Your proposed upload exceeds the maximum allowed size.",
        "MissingContentLength" => "You must provide the Content-Length HTTP header.",
        "RequestTimeout" => "Your socket connection to the server was not read from or written to within the timeout period.",
        "BadDigest" => "The Content-MD5 you specified did not match what was received.",
        _ => "The request was rejected.",
    };

    private bool Matches(string path, string query, string? contentType)
    {
        var parameters = query.TrimStart('?').Split('&');
        var prefix = SignatureParameter + "=";
        string[] signatures = [.. parameters.Where(parameter => parameter.StartsWith(prefix, StringComparison.Ordinal))];
        var expected = Signature(path, parameters.Except(signatures), contentType);
        return signatures.Length == 1 && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Uri.UnescapeDataString(signatures[0][prefix.Length..])),
            Encoding.UTF8.GetBytes(expected));
    }

    private string Signature(string path, IEnumerable<string> parameters, string? contentType)
    {
        var text = $"PUT\n{path}\n{string.Join('&', parameters.Order(StringComparer.Ordinal))}\n{contentType}";
        return Encode(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));
    }
}
