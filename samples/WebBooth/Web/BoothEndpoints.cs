using EventPics;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace WebBooth.Web;

/// <summary>What the pages ask for when they open.</summary>
internal static class BoothEndpoints
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    public static void MapBooth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/booth", (HttpContext context, IAntiforgery antiforgery, IOptions<BoothOptions> options) => TypedResults.Ok(new
        {
            requestToken = antiforgery.GetAndStoreTokens(context).RequestToken,
            maxFileSize = options.Value.MaxFileSize,
        }));
        app.MapGet("/api/event", EventAsync).CacheOutput(policy => policy.Expire(TimeSpan.FromMinutes(1)).SetVaryByQuery([]));
    }

    // The page is complete without the titles, so that a booth without a network works.
    private static async Task<IResult> EventAsync(EventPicsClient client, IOptions<BoothOptions> options, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            var events = await client.GetEventsAndAlbumsAsync(timeout.Token);
            var found = events.FirstOrDefault(one => one.LinkId == options.Value.LinkId);
            return found is null
                ? TypedResults.Problem("The event does not exist, or belongs to another account.", statusCode: StatusCodes.Status404NotFound)
                : TypedResults.Ok(new { title = found.Title, album = found.Albums.FirstOrDefault(album => album.Id == options.Value.AlbumId)?.Title });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return TypedResults.Problem("The service did not answer in time.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
