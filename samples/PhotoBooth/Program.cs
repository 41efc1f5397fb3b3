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
    .AddEventPics()
    .AddUploadQueue(builder.Configuration.GetSection("EventPicsQueue"));
#endregion

builder.Services
    .AddSingleton(emulator)
    .AddHostedService<Booth>()
    .AddHostedService<StatusLine>();
if (misery)
{
    builder.Services.AddHostedService<BadNetwork>();
}

await builder.Build().RunAsync();
folder.Delete(recursive: true);
return Report.Print(Booth.PhotoCount, emulator.Photos);
