using EventPics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder();
builder.Services.AddEventPics(); // the key is EventPics__ApiKey in the environment, or EventPics:ApiKey in appsettings.json
using var host = builder.Build();
await host.StartAsync();
var client = host.Services.GetRequiredService<EventPicsClient>();
var photo = await client.UploadAsync((await client.GetEventsAndAlbumsAsync())[0].LinkId, args[0]);
Console.WriteLine($"{photo.FileName} is in the album after {photo.Duration.TotalSeconds:F1} s.");
