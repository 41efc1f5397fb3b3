using EventPics.Queue;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using WebBooth.Web;

namespace WebBooth.Photos;

/// <summary><c>/api/photos</c>: send a photo, ask for the states of photos, follow their changes.</summary>
internal static class PhotoEndpoints
{
    private const int MaxIds = 200;

    public static void MapPhotos(this IEndpointRouteBuilder app)
    {
        var photos = app.MapGroup("/api/photos");
        photos.MapPost("", StoreAsync).AddEndpointFilter<AntiforgeryFilter>().RequireRateLimiting(UploadRateLimit.Policy);
        photos.MapGet("", StatesAsync);
        photos.MapGet("changes", Changes);
    }

    private static async Task<IResult> StoreAsync(
        HttpContext context, PhotoIntake intake, IOptions<BoothOptions> options, string? name = null, long? takenAt = null)
    {
        try
        {
            // Kestrel cuts the line beyond its limit. Up to twice the booth's limit it reads on, so that the browser sees the answer.
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = 2 * options.Value.MaxFileSize;
            if (context.Request.ContentLength > options.Value.MaxFileSize)
            {
                throw PhotoRefusedException.TooLarge(options.Value);
            }

            var upload = await intake.StoreAsync(context.Request.Body, FileName(name), Time(takenAt), context.RequestAborted);
            return TypedResults.Accepted((string?)null, PhotoState.Of(upload));
        }
        catch (PhotoRefusedException refused)
        {
            return TypedResults.Problem(
                refused.Message, statusCode: refused.StatusCode, extensions: new Dictionary<string, object?> { ["reason"] = refused.Reason });
        }
    }

    private static async Task<IResult> StatesAsync(UploadQueue queue, string[] id, CancellationToken cancellationToken)
    {
        var states = new List<PhotoState>();
        foreach (var one in id.Take(MaxIds))
        {
            if (await queue.FindAsync(one, cancellationToken) is { } upload)
            {
                states.Add(PhotoState.Of(upload));
            }
        }

        return TypedResults.Ok(states);
    }

    // Ends when the program stops: open pages must not delay that.
    private static ServerSentEventsResult<object> Changes(PhotoChanges changes, IHostApplicationLifetime lifetime) =>
        TypedResults.ServerSentEvents(changes.ReadAsync(lifetime.ApplicationStopping));

    private static string FileName(string? name) => Path.GetFileName(name) is { Length: > 0 } given ? given : "photo.jpg";

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.Value) : null;
}
