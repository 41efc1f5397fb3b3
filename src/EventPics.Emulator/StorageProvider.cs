namespace EventPics.Emulator;

/// <summary>The storage that the emulator imitates in upload URLs and error responses.</summary>
public enum StorageProvider
{
    /// <summary>Cloudflare R2: S3 URLs; an expired one is rejected with 400 <c>ExpiredRequest</c>.</summary>
    R2,

    /// <summary>Amazon S3: an expired URL is rejected with 403 <c>AccessDenied</c>, "Request has expired".</summary>
    S3,

    /// <summary>Google Cloud Storage: <c>X-Goog-</c> URLs; an expired one is rejected with 400 <c>ExpiredToken</c>.</summary>
    Google,

    /// <summary>
    /// Azure Blob Storage: SAS URLs, <c>x-ms-blob-type</c> required, 201 on success, 403 <c>AuthenticationFailed</c> once expired.
    /// </summary>
    Azure,
}
