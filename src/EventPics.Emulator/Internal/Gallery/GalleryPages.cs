using System.Globalization;
using System.Text;
using EventPics.Emulator.Internal.Photos;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Gallery;

/// <summary>Serves the page at <c>/</c> with its style, script, the stream of photos, and their bytes.</summary>
internal sealed class GalleryPages(EmulatorSettings settings, PhotoStore photos, ChangeSignal changes)
{
    private const string PhotoPath = "/gallery/photos/";
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string PhotoPolicy = "default-src 'none'; sandbox";

    private readonly GalleryStream _stream = new(settings, photos, changes);

    /// <returns>Whether the request was one for the gallery.</returns>
    public async Task<bool> TryHandleAsync(HttpContext context, string path)
    {
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        var handling = path switch
        {
            _ when !isRead => null,
            "/" => PageAsync(context),
            "/gallery/gallery.css" => AssetAsync(context, "gallery.css", "text/css; charset=utf-8"),
            "/gallery/gallery.js" => AssetAsync(context, "gallery.js", "text/javascript; charset=utf-8"),
            "/gallery/icon.svg" => AssetAsync(context, "icon.svg", "image/svg+xml"),
            "/gallery/changes" => ChangesAsync(context),
            _ when path.StartsWith(PhotoPath, StringComparison.Ordinal) => PhotoAsync(context, path[PhotoPath.Length..]),
            _ => null,
        };
        if (handling is null)
        {
            return false;
        }

        try
        {
            await handling.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }

        return true;
    }

    private static async Task PageAsync(HttpContext context)
    {
        var language = AcceptedLanguage.IsGerman(context.Request) ? "de" : "en";
        context.Response.Headers.Vary = "Accept-Language";
        var page = Encoding.UTF8.GetString(GalleryAssets.Read("gallery.html")).Replace("{{language}}", language, StringComparison.Ordinal);
        await SendAsync(context, Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8").ConfigureAwait(false);
    }

    private static Task AssetAsync(HttpContext context, string name, string contentType) =>
        SendAsync(context, GalleryAssets.Read(name), contentType);

    private async Task ChangesAsync(HttpContext context)
    {
        SetSecurityHeaders(context, PagePolicy);
        context.Response.ContentType = "text/event-stream";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await _stream.WriteAsync(context).ConfigureAwait(false);
        }
    }

    private async Task PhotoAsync(HttpContext context, string number)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var uploadUrlNumber)
            || Open(uploadUrlNumber) is not var (photo, bytes))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        SetSecurityHeaders(context, PhotoPolicy);
        var contentType = ContentTypes.ForDisplay(photo.ContentType, photo.FileName);
        if (contentType == ContentTypes.Unknown)
        {
            context.Response.Headers.ContentDisposition = "attachment";
        }

        // Safari does not play videos without range requests.
        await TypedResults.Stream(bytes, contentType, enableRangeProcessing: true).ExecuteAsync(context).ConfigureAwait(false);
    }

    // Opens a photo, or the one that replaces it while it is being opened; null when there is none or its file was deleted.
    private (ReceivedPhoto Photo, Stream Bytes)? Open(int uploadUrlNumber)
    {
        ReceivedPhoto? missing = null;
        while (photos.Find(uploadUrlNumber) is { } photo && photo != missing)
        {
            try
            {
                return (photo, photo.OpenRead());
            }
            catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                missing = photo;
            }
        }

        return null;
    }

    private static async Task SendAsync(HttpContext context, byte[] body, string contentType)
    {
        SetSecurityHeaders(context, PagePolicy);
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static void SetSecurityHeaders(HttpContext context, string policy)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
