using System.Security.Cryptography;
using EventPics.Emulator.Internal.Exchanges;
using EventPics.Emulator.Internal.Faults;
using EventPics.Emulator.Internal.Photos;
using EventPics.Emulator.Internal.Storage;
using EventPics.Emulator.Internal.Wire;
using Microsoft.Extensions.Logging;

namespace EventPics.Emulator.Internal.Calls;

/// <summary><c>PUT</c> to an upload URL.</summary>
internal sealed class PutCall(
    EmulatorSettings settings, IssuedUrls issuedUrls, PhotoStore photos, IPhotoBytesStore store, StorageDialect dialect, ILogger logger)
{
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(1);

    public async Task<EmulatorResponse> HandleAsync(Exchange exchange)
    {
        var url = issuedUrls.Find(exchange.Path);
        exchange.Request.UploadUrlNumber = url?.Number;
        exchange.Request.FileName = url?.FileName;
        if (FindRejection(exchange, url) is { } rejection)
        {
            return rejection;
        }

        return await StoreAsync(exchange, url!).ConfigureAwait(false);
    }

    // All of this is checked when the request starts: a transfer that began in time may end after the URL has expired.
    private EmulatorResponse? FindRejection(Exchange exchange, IssuedUrl? url)
    {
        var request = exchange.Context.Request;
        exchange.Request.Violation = FindViolation(exchange);
        if (exchange.Request.Violation is not null)
        {
            return dialect.Error(400, dialect.DefaultCode(400));
        }

        if (url is null)
        {
            // Of the URLs signed here, only expired ones are ever removed.
            return dialect.IsSigned(exchange.Path, exchange.Query, request.ContentType) ? dialect.Expired() : dialect.SignatureMismatch();
        }

        if (!dialect.IsSignedBy(url, exchange.Query, request.ContentType))
        {
            return dialect.SignatureMismatch();
        }

        if (settings.TimeProvider.GetUtcNow() >= url.ExpiresAt)
        {
            return dialect.Expired();
        }

        if (request.ContentLength is null)
        {
            return dialect.Error(411, dialect.DefaultCode(411));
        }

        if (request.ContentLength > store.MaxPhotoSize)
        {
            return dialect.Error(413, dialect.DefaultCode(413));
        }

        return photos.Find(url.Number) is { } stored && FindRejection(stored) is { } rejection
            ? rejection
            : dialect.FindHeaderError(url, request.Headers);
    }

    private EmulatorResponse? FindRejection(ReceivedPhoto stored)
    {
        if (settings.CreateOnlyUploadUrls)
        {
            return dialect.ObjectExists();
        }

        return settings.LimitRepeatedPuts && settings.TimeProvider.GetUtcNow() - stored.ReceivedAt < WriteInterval
            ? dialect.Error(429, dialect.DefaultCode(429))
            : null;
    }

    private string? FindViolation(Exchange exchange)
    {
        var request = exchange.Context.Request;
        var hasKeyInHeader = request.Headers.Any(header => header.Value.ToString().Contains(settings.ApiKey, StringComparison.Ordinal));
        if (hasKeyInHeader || Uri.UnescapeDataString(exchange.Query).Contains(settings.ApiKey, StringComparison.Ordinal))
        {
            return "The API key was sent with a PUT.";
        }

        return request.Headers.Authorization.Count > 0 || request.Headers.ContainsKey("X-API-Key") || request.Headers.Cookie.Count > 0
            ? "Credentials were sent with a PUT."
            : null;
    }

    private async Task<EmulatorResponse> StoreAsync(Exchange exchange, IssuedUrl url)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var writer = store.CreateWriter(url, exchange.Context.Request.ContentLength!.Value);
        await exchange.Body.ReadAsync(
            bytes =>
            {
                sha256.AppendData(bytes.Span);
                md5.AppendData(bytes.Span);
                return writer.WriteAsync(bytes, exchange.Aborted);
            },
            exchange.Aborted).ConfigureAwait(false);
        if (exchange.Plan.DropBeforeStoring)
        {
            throw new ConnectionDroppedException();
        }

        var info = new PhotoInfo(
            url.Event.Title,
            url.Event.LinkId,
            url.AlbumId,
            url.FileName,
            url.TakenAt,
            exchange.Context.Request.ContentType,
            exchange.Request.BytesRead,
            Sha256Hex.Format(sha256.GetHashAndReset()),
            url.Number,
            Version: 1,
            settings.TimeProvider.GetUtcNow(),
            exchange.Request.Headers);
        if (photos.Store(info, writer, mayReplace: !settings.CreateOnlyUploadUrls) is not { } photo)
        {
            return dialect.ObjectExists();
        }

        Log.Stored(logger, photo.FileName, photo.LinkId, photo.Length, photo.UploadUrlNumber, photo.Version);
        return dialect.Stored(new StoredObject(md5.GetHashAndReset(), photo.Version, photo.ReceivedAt));
    }
}
