using System.Globalization;
using System.Text;
using System.Text.Json;
using EventPics.Emulator.Internal.Photos;
using EventPics.Emulator.Internal.Wire;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Gallery;

/// <summary>The page at <c>/</c> with all that it needs: style, script, list of pictures, their bytes, and word of changes.</summary>
internal sealed class GalleryPages(EmulatorSettings settings, PhotoStore photos, ChangeSignal changes)
{
    private const string PhotoPath = "/gallery/photos/";
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string PhotoPolicy = "default-src 'none'; sandbox";

    /// <returns>Whether the request was the gallery's.</returns>
    public async Task<bool> TryHandleAsync(HttpContext context, string path)
    {
        bool reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        Task? handling = path switch
        {
            _ when !reads => null,
            "/" => PageAsync(context),
            "/gallery/gallery.css" => AssetAsync(context, "gallery.css", "text/css; charset=utf-8"),
            "/gallery/gallery.js" => AssetAsync(context, "gallery.js", "text/javascript; charset=utf-8"),
            "/gallery/icon.svg" => AssetAsync(context, "icon.svg", "image/svg+xml"),
            "/gallery/state" => StateAsync(context),
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
        string language = GalleryLanguage.Choose(context.Request.GetTypedHeaders().AcceptLanguage);
        context.Response.Headers.Vary = "Accept-Language";
        string page = Encoding.UTF8.GetString(GalleryAssets.Read("gallery.html")).Replace("{{language}}", language, StringComparison.Ordinal);
        await SendAsync(context, Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8").ConfigureAwait(false);
    }

    private static Task AssetAsync(HttpContext context, string name, string contentType) => SendAsync(context, GalleryAssets.Read(name), contentType);

    private Task StateAsync(HttpContext context) => SendAsync(
        context,
        JsonSerializer.SerializeToUtf8Bytes(GalleryState.Of(settings.Events, photos.Snapshot), WireJson.Default.WireGallery),
        "application/json");

    /// <summary>Server-sent events that say no more than "look again".</summary>
    private async Task ChangesAsync(HttpContext context)
    {
        Protect(context, PagePolicy);
        context.Response.ContentType = "text/event-stream";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        string? told = null;
        while (true)
        {
            Task next = changes.Next;
            string now = photos.Stamp.ToString(CultureInfo.InvariantCulture);
            if (now != told)
            {
                told = now;
                await context.Response.WriteAsync($"data: {now}\n\n", context.RequestAborted).ConfigureAwait(false);
                await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            }

            await next.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        }
    }

    private async Task PhotoAsync(HttpContext context, string number)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int linkNumber) || Open(linkNumber) is not var (photo, bytes))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        Protect(context, PhotoPolicy);
        string contentType = ContentTypes.ForDisplay(photo.ContentType, photo.FileName);
        if (contentType == ContentTypes.Unknown)
        {
            context.Response.Headers.ContentDisposition = "attachment";
        }

        // Safari plays no video without ranges.
        await TypedResults.Stream(bytes, contentType, enableRangeProcessing: true).ExecuteAsync(context).ConfigureAwait(false);
    }

    /// <summary>Opens a picture, or the one that takes its place meanwhile; null when there is none or its file is gone.</summary>
    private (ReceivedPhoto Photo, Stream Bytes)? Open(int linkNumber)
    {
        ReceivedPhoto? gone = null;
        while (photos.Find(linkNumber) is { } photo && photo != gone)
        {
            try
            {
                return (photo, photo.OpenRead());
            }
            catch (IOException exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                gone = photo;
            }
        }

        return null;
    }

    private static async Task SendAsync(HttpContext context, byte[] body, string contentType)
    {
        Protect(context, PagePolicy);
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static void Protect(HttpContext context, string policy)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
