using EventPics;
using EventPics.Queue;

var builder = WebApplication.CreateBuilder(args);
builder.Services
    .AddEventPics()
    .AddUploadQueue(builder.Configuration.GetSection("EventPicsQueue"));
builder.Services.AddHealthChecks().AddEventPics().AddEventPicsUploadQueue();

var app = builder.Build();
app.MapHealthChecks("/health");
app.MapPost("/photos", async (IFormFile file, EventPicsClient client, UploadQueue queue, CancellationToken cancellationToken) =>
{
    var party = (await client.GetEventsAndAlbumsAsync(cancellationToken))[0];
    await using var content = file.OpenReadStream();
    var queued = await queue.EnqueueAsync(party.LinkId, file.FileName, content, cancellationToken: cancellationToken);
    return Results.Accepted(value: queued.Id);
}).DisableAntiforgery();
await app.RunAsync();
