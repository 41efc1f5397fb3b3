using EventPics;
using EventPics.Emulator;
using EventPics.Queue;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PhotoBooth;

var misery = args.Contains("--misery");
await using var emulator = await EventPicsEmulator.StartAsync();
var folder = Directory.CreateTempSubdirectory("photobooth-");

var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
{
    ["EventPics:ApiKey"] = emulator.ApiKey,
    ["EventPics:BaseAddress"] = emulator.BaseAddress.AbsoluteUri,
    ["EventPics:ApplicationName"] = "PhotoBooth/1.0",
    ["EventPics:StallTimeout"] = misery ? "00:00:02" : "00:00:30",
    ["EventPics:ResponseTimeout"] = misery ? "00:00:02" : "00:01:00",
    ["EventPicsQueue:Folder"] = folder.FullName,
});

#region host
builder.Services
    .AddEventPics(builder.Configuration.GetSection("EventPics"))
    .AddUploadQueue(queue => queue.Folder = builder.Configuration["EventPicsQueue:Folder"]);
#endregion

var plan = misery ? new Plan(Pictures: 30, Pause: TimeSpan.FromMilliseconds(400)) : new Plan(10, TimeSpan.FromSeconds(2));
builder.Services
    .AddSingleton(emulator)
    .AddSingleton(plan)
    .AddHostedService<Booth>()
    .AddHostedService<Board>();
if (misery)
{
    builder.Services.AddHostedService<Misery>();
}

await builder.Build().RunAsync();
folder.Delete(recursive: true);
return Report.Print(plan.Pictures, emulator.Photos);
