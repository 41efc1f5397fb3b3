namespace EventPics.Emulator;

/// <summary>Which storage the emulator plays: how its links look and in which words it refuses.</summary>
public enum StorageProvider
{
    /// <summary>Cloudflare R2: S3 links; an expired one is answered with 400 <c>ExpiredRequest</c>.</summary>
    R2,

    /// <summary>Amazon S3: an expired link is answered with 403 <c>AccessDenied</c>, "Request has expired".</summary>
    S3,

    /// <summary>Google Cloud Storage: <c>X-Goog-</c> links; an expired one is answered with 400 <c>ExpiredToken</c>.</summary>
    Google,

    /// <summary>Azure Blob Storage: SAS links, <c>x-ms-blob-type</c> demanded, 201 on success, 403 <c>AuthenticationFailed</c> once expired.</summary>
    Azure,
}
