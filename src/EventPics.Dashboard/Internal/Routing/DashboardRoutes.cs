using System.Globalization;
using System.Text;
using EventPics.Dashboard.Internal.Access;
using EventPics.Dashboard.Internal.Accounts;
using EventPics.Dashboard.Internal.Actions;
using EventPics.Dashboard.Internal.Live;
using EventPics.Dashboard.Internal.Pages;
using EventPics.Dashboard.Internal.Thumbnails;
using EventPics.Dashboard.Internal.Wire;
using EventPics.Dashboard.Internal.WrapUp;
using EventPics.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Net.Http.Headers;

namespace EventPics.Dashboard.Internal.Routing;

/// <summary>The addresses of a dashboard.</summary>
internal sealed class DashboardRoutes
{
    private const int DefaultLimit = 60;
    private const int MaxLimit = 200;

    private readonly TimeProvider _time;
    private readonly bool _readOnly;
    private readonly AccountDirectory _accounts;
    private readonly DashboardPage _page;
    private readonly StatusReader _status;
    private readonly EventTitles _titles;
    private readonly ChangeStream _changes;
    private readonly ActionEndpoint _action;
    private readonly RequestTokens _tokens = new();
    private readonly ThumbnailReader _thumbnails = new();

    public DashboardRoutes(EventPicsDashboardOptions options, IServiceProvider services)
    {
        var time = _time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        _readOnly = options.ReadOnly;
        _accounts = new AccountDirectory(options, services);
        _page = new DashboardPage(options, _accounts, _tokens);
        _status = new StatusReader(time);
        _action = new ActionEndpoint(options.ReadOnly, _tokens, new QueueActions(time));
        _titles = new EventTitles(time);
        var lifetime = services.GetService<IHostApplicationLifetime>();
        _changes = new ChangeStream(_status, time, lifetime?.ApplicationStopping ?? default);
        lifetime?.ApplicationStarted.Register(() => _ = CompleteUndoAsync());
    }

    public void Map(RouteGroupBuilder group)
    {
        Get(group, "", (context, account) => PageAsync(context, account, DashboardPage.Today));
        Get(group, "/queue", (context, account) => PageAsync(context, account, "queue"));
        Get(group, "/wrap-up", (context, account) => PageAsync(context, account, "wrap-up"));
        Get(group, "/report", ReportAsync);
        Get(group, "/photos.zip", PhotosAsync);
        Get(group, "/assets/{name}", (context, _) => AssetAsync(context));
        Get(group, "/api/token", (context, _) => context.WriteJsonAsync(
            new WireToken(_tokens.Create(context)), WireJson.Default.WireToken));
        Get(group, "/api/status", StatusAsync);
        Get(group, "/api/events", EventsAsync);
        Get(group, "/api/uploads", UploadsAsync);
        Get(group, "/api/changes", ChangesAsync);
        Get(group, "/api/wrap-up", WrapUpAsync);
        Get(group, "/thumbnails/{id}", ThumbnailAsync);
        group.MapPost("/api/{action}", context => GuardAsync(context, _action.RunAsync));
    }

    private async Task CompleteUndoAsync()
    {
        try
        {
            await Task.WhenAll(_accounts.All.Select(account => QueueActions.CompleteUndoAsync(account.Queue))).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // The entries stay for the next start. Without a queue, or with a broken one, the pages say what is wrong.
        }
    }

    private void Get(RouteGroupBuilder group, string pattern, Func<HttpContext, Account, Task> handler) =>
        group.MapGet(pattern, context => GuardAsync(context, handler));

    private async Task GuardAsync(HttpContext context, Func<HttpContext, Account, Task> handler)
    {
        SecurityHeaders.Set(context.Response);
        if (!LocalAccess.IsAllowed(context))
        {
            await context.RejectAsync(StatusCodes.Status403Forbidden, "notLocal", messages => messages.NotLocal).ConfigureAwait(false);
            return;
        }

        // A CORS policy that the application has for its own API must not let every website read the queue.
        if (context.Request.Headers.Origin.Count > 0 && !RequestOrigin.IsSame(context.Request))
        {
            await context.RejectAsync(StatusCodes.Status403Forbidden, "crossSite", messages => messages.CrossSite).ConfigureAwait(false);
            return;
        }

        if (_accounts.Find(context.Request.Query["account"]) is not { } account)
        {
            await context.RejectAsync(
                StatusCodes.Status404NotFound, "unknownAccount", messages => messages.BadRequest).ConfigureAwait(false);
            return;
        }

        try
        {
            await handler(context, account).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (IOException e) when (!context.Response.HasStarted)
        {
            await context.RejectAsync(
                StatusCodes.Status503ServiceUnavailable, "storageError", messages => messages.StorageError(e)).ConfigureAwait(false);
        }
    }

    private Task PageAsync(HttpContext context, Account account, string screen)
    {
        PageLanguage.Remember(context);
        context.Response.Headers.Vary = "Accept-Language, Cookie";
        _thumbnails.Follow(account.Queue);
        return context.WriteAsync(Encoding.UTF8.GetBytes(_page.Create(context, screen, account)), "text/html; charset=utf-8");
    }

    private static Task AssetAsync(HttpContext context)
    {
        if (Asset.Find((string)context.GetRouteValue("name")!) is { } asset)
        {
            return context.WriteAsync(asset.Bytes, asset.ContentType);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task StatusAsync(HttpContext context, Account account)
    {
        var status = await _status.ReadAsync(account, context.RequestAborted).ConfigureAwait(false);
        await context.WriteJsonAsync(status, WireJson.Default.WireStatus).ConfigureAwait(false);
    }

    private async Task EventsAsync(HttpContext context, Account account)
    {
        var events = await _titles.ListAsync(account, context.RequestAborted).ConfigureAwait(false);
        await context.WriteJsonAsync(events, WireJson.Default.WireEvents).ConfigureAwait(false);
    }

    private static async Task UploadsAsync(HttpContext context, Account account)
    {
        var query = context.Request.Query;
        var filter = new QueueFilter
        {
            State = Enum.TryParse<QueuedUploadState>(query["state"], ignoreCase: true, out var state) ? state : null,
            LinkId = NullIfEmpty(query["event"]),
            FileNamePart = NullIfEmpty(query["search"]),
        };
        var limit = int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var wanted)
            ? Math.Clamp(wanted, 1, MaxLimit)
            : DefaultLimit;
        try
        {
            var page = await UploadPages.ReadAsync(
                account.Queue, filter, NullIfEmpty(query["continuation"]), limit, context.RequestAborted).ConfigureAwait(false);
            await context.WriteJsonAsync(page, WireJson.Default.WirePage).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            await context.RejectAsync(StatusCodes.Status400BadRequest, "badRequest", messages => messages.BadRequest).ConfigureAwait(false);
        }
    }

    private async Task ChangesAsync(HttpContext context, Account account)
    {
        if (!await _changes.TryWriteAsync(context, account).ConfigureAwait(false))
        {
            context.Response.Headers.RetryAfter = "10";
            await context.RejectAsync(
                StatusCodes.Status503ServiceUnavailable, "tooManyPages", messages => messages.TooManyPages).ConfigureAwait(false);
        }
    }

    private static async Task WrapUpAsync(HttpContext context, Account account)
    {
        var linkId = NullIfEmpty(context.Request.Query["event"]);
        var language = PageLanguage.Choose(context.Request);
        var wrapUp = await WrapUpReader.ReadAsync(account, linkId, language, context.RequestAborted).ConfigureAwait(false);
        await context.WriteJsonAsync(wrapUp, WireJson.Default.WireWrapUp).ConfigureAwait(false);
    }

    private async Task ReportAsync(HttpContext context, Account account)
    {
        var query = context.Request.Query;
        var linkId = NullIfEmpty(query["event"]);
        var summary = await EventSummary.ReadAsync(account.Queue, linkId, context.RequestAborted).ConfigureAwait(false);
        var events = await _titles.ListAsync(account, context.RequestAborted).ConfigureAwait(false);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = CustomerReport.Policy;
        if (query["download"].Count > 0)
        {
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName("report.html");
            context.Response.Headers.ContentDisposition = disposition.ToString();
        }

        var page = new StreamWriter(context.Response.Body);
        await using (page.ConfigureAwait(false))
        {
            var report = new CustomerReport(page, account, summary, _thumbnails, PageLanguage.Choose(context.Request));
            await report.WriteAsync(events, _time.GetUtcNow(), _time.LocalTimeZone, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private async Task PhotosAsync(HttpContext context, Account account)
    {
        var ids = context.Request.Query["ids"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (_readOnly)
        {
            await context.RejectAsync(StatusCodes.Status403Forbidden, "readOnly", messages => messages.ReadOnly).ConfigureAwait(false);
        }
        else if (ids.Length is 0 or > PhotoArchive.MaxPhotos)
        {
            await context.RejectAsync(StatusCodes.Status400BadRequest, "badRequest", messages => messages.BadRequest).ConfigureAwait(false);
        }
        else
        {
            // ZipArchive writes some of its short headers synchronously.
            if (context.Features.Get<IHttpBodyControlFeature>() is { } control)
            {
                control.AllowSynchronousIO = true;
            }

            context.Response.ContentType = "application/zip";
            context.Response.Headers.ContentDisposition = "attachment; filename=photos.zip";
            await PhotoArchive.WriteAsync(context.Response.Body, account.Queue, ids, context.RequestAborted).ConfigureAwait(false);
        }
    }

    // "No content" rather than "not found", which browsers log as an error.
    private async Task ThumbnailAsync(HttpContext context, Account account)
    {
        var id = (string)context.GetRouteValue("id")!;
        var upload = await account.Queue.FindAsync(id, context.RequestAborted).ConfigureAwait(false);
        var thumbnail = upload is null
            ? null
            : await _thumbnails.ReadAsync(account.Queue, upload, context.RequestAborted).ConfigureAwait(false);
        if (thumbnail is null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        SecurityHeaders.SetForPhoto(context.Response);
        await context.WriteAsync(thumbnail, "image/jpeg").ConfigureAwait(false);
    }

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
