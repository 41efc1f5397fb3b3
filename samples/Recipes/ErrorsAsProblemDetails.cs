using EventPics;
using EventPics.Queue;
using Recipes.Support;
using WebBooth.Web;

namespace Recipes;

/// <summary>Guests upload to an ASP.NET application, and its errors are ProblemDetails.</summary>
internal static class ErrorsAsProblemDetails
{
    public static async Task RunAsync(RecipeContext context)
    {
        await using var app = Build(context.Configuration, context.AlbumId);
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var photo = new MultipartFormDataContent
        {
            { new ByteArrayContent(await File.ReadAllBytesAsync(context.Photos[0])), "file", "guest.jpg" },
        };
        await PrintAsync(await http.PostAsync($"/photos/{context.LinkId}", photo));
        await PrintAsync(await http.PostAsync("/photos/nowhere", photo));
        await PrintAsync(await http.PostAsync(
            $"/queue/{context.LinkId}/kiosk.jpg", new ByteArrayContent(await File.ReadAllBytesAsync(context.Photos[1]))));
        await context.Emulator.WaitForPhotosAsync(2);
        await app.StopAsync();
    }

    private static WebApplication Build(Dictionary<string, string?> configuration, string albumId)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.Services.AddEventPics().AddUploadQueue(builder.Configuration.GetSection("EventPicsQueue"));

        #region problem-details
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<EventPicsExceptionHandler>();
        var app = builder.Build();
        app.UseExceptionHandler();
        #endregion

        #region guest-upload
        app.MapPost("/photos/{linkId}", async (string linkId, IFormFile file, EventPicsClient client, CancellationToken cancellationToken) =>
        {
            await using var stream = file.OpenReadStream();
            var request = new UploadRequest(linkId, Path.GetFileName(file.FileName), UploadContent.FromStream(stream)) { AlbumId = albumId };
            return await client.UploadAsync(request, cancellationToken);
        }).DisableAntiforgery();

        app.MapPost("/queue/{linkId}/{name}", async (
            string linkId, string name, HttpRequest request, UploadQueue queue, CancellationToken cancellationToken) =>
        {
            var upload = await queue.EnqueueAsync(linkId, name, request.Body, albumId, cancellationToken); // the stream need not seek
            return Results.Accepted(value: new { upload.Id, upload.State });
        });
        #endregion

        return app;
    }

    private static async Task PrintAsync(HttpResponseMessage response)
    {
        using (response)
        {
            Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
    }
}
