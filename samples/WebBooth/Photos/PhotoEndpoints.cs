using EventPics;
using EventPics.Queue;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
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
        photos.MapGet("changes", Changes).RequireRateLimiting(StreamLimit.Policy);
    }

    private static async Task<IResult> StoreAsync(
        HttpContext context, PhotoIntake intake, IOptions<BoothOptions> options, string? name = null, long? takenAt = null)
    {
        try
        {
            context.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = new MinDataRate(4096, TimeSpan.FromSeconds(30));

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

    private static async Task<IResult> StatesAsync(
        UploadQueue queue, PhotoChanges changes, string[] id, CancellationToken cancellationToken)
    {
        var states = new List<PhotoState>();
        foreach (var one in id.Take(MaxIds))
        {
            states.Add(await queue.FindAsync(one, cancellationToken) is { } upload ? PhotoState.Of(upload) : PhotoState.Unknown(one));
        }

        return TypedResults.Ok(new { health = await changes.HealthAsync(), photos = states });
    }

    // Ends when the program stops: open pages must not delay that.
    private static ServerSentEventsResult<object> Changes(PhotoChanges changes, string[] id, IHostApplicationLifetime lifetime) =>
        TypedResults.ServerSentEvents(changes.ReadAsync(id.Take(MaxIds), lifetime.ApplicationStopping));

    // A name that EventPics does not accept must not cost the guest the photo.
    private static string FileName(string? name)
    {
        try
        {
            return new UploadUrlRequest("any", Path.GetFileName(name) ?? "").FileName;
        }
        catch (ArgumentException)
        {
            return "photo.jpg";
        }
    }

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.Value) : null;
}
