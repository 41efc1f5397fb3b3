using System.Security.Cryptography;
using EventPics.Emulator.Internal.Exchanges;
using EventPics.Emulator.Internal.Faults;
using EventPics.Emulator.Internal.Photos;
using EventPics.Emulator.Internal.Storage;
using EventPics.Emulator.Internal.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventPics.Emulator.Internal.Calls;

/// <summary><c>PUT</c> to an upload link.</summary>
internal sealed class PutCall(EmulatorSettings settings, IssuedUrls links, PhotoStore photos, IPhotoBytesStore store, StorageDialect dialect, ILogger logger)
{
    public async Task<EmulatorResponse> HandleAsync(Exchange exchange)
    {
        IssuedUrl? link = links.Find(exchange.Path);
        exchange.Request.UploadUrlNumber = link?.Number;
        exchange.Request.FileName = link?.FileName;
        if (Refuse(exchange, link) is { } refusal)
        {
            return refusal;
        }

        return await StoreAsync(exchange, link!).ConfigureAwait(false);
    }

    // All of this happens when the request starts: a transfer that began in time may end after its link's life.
    private EmulatorResponse? Refuse(Exchange exchange, IssuedUrl? link)
    {
        HttpRequest request = exchange.Context.Request;
        exchange.Request.Violation = Violation(exchange);
        if (exchange.Request.Violation is not null)
        {
            return dialect.Error(400, dialect.UsualCode(400));
        }

        if (link is null)
        {
            // Of the URLs signed here only expired ones are ever forgotten.
            return dialect.IsSigned(exchange.Path, exchange.Query, request.ContentType) ? dialect.Expired() : dialect.SignatureMismatch();
        }

        if (!dialect.IsSignedBy(link, exchange.Query, request.ContentType))
        {
            return dialect.SignatureMismatch();
        }

        if (settings.TimeProvider.GetUtcNow() >= link.ExpiresAt)
        {
            return dialect.Expired();
        }

        if (request.ContentLength is null)
        {
            return dialect.Error(411, dialect.UsualCode(411));
        }

        if (request.ContentLength > store.LargestPicture)
        {
            return dialect.Error(413, dialect.UsualCode(413));
        }

        return settings.CreateOnlyLinks && photos.Find(link.Number) is not null
            ? dialect.ObjectExists()
            : dialect.Demands(link, request.Headers);
    }

    private string? Violation(Exchange exchange)
    {
        HttpRequest request = exchange.Context.Request;
        bool keyInHeader = request.Headers.Any(header => header.Value.ToString().Contains(settings.ApiKey, StringComparison.Ordinal));
        if (keyInHeader || Uri.UnescapeDataString(exchange.Query).Contains(settings.ApiKey, StringComparison.Ordinal))
        {
            return "The API key came along with a PUT.";
        }

        return request.Headers.Authorization.Count > 0 || request.Headers.ContainsKey("X-API-Key") || request.Headers.Cookie.Count > 0
            ? "Credentials came along with a PUT."
            : null;
    }

    private async Task<EmulatorResponse> StoreAsync(Exchange exchange, IssuedUrl link)
    {
        using IncrementalHash sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using IncrementalHash md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using PhotoWriter writer = store.Begin(link, exchange.Context.Request.ContentLength!.Value);
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
            link.Event.Title,
            link.Event.LinkId,
            link.AlbumId,
            link.FileName,
            link.TakenAt,
            exchange.Context.Request.ContentType,
            exchange.Request.BytesRead,
            Convert.ToHexStringLower(sha256.GetHashAndReset()),
            link.Number,
            Version: 1,
            settings.TimeProvider.GetUtcNow(),
            exchange.Request.Headers);
        if (photos.Keep(info, writer, mayReplace: !settings.CreateOnlyLinks) is not { } photo)
        {
            return dialect.ObjectExists();
        }

        Log.Stored(logger, photo.FileName, photo.LinkId, photo.Length, photo.UploadUrlNumber, photo.Version);
        return dialect.Stored(new StoredObject(md5.GetHashAndReset(), photo.Version, photo.ReceivedAt));
    }
}
