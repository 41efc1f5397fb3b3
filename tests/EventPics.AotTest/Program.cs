using System.Security.Cryptography;
using EventPics;
using EventPics.Emulator;
using EventPics.HotFolder;
using EventPics.Queue;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

// Compiled ahead of time: lists and uploads without and with a host's services, bound to a configuration, and through the queue, then
// asserts that the storage has exactly these bytes.
byte[] photoBytes = [0xFF, 0xD8, 0xFF, .. RandomNumberGenerator.GetBytes(300_000)];
var sha256 = Convert.ToHexStringLower(SHA256.HashData(photoBytes));

await using var emulator = await EventPicsEmulator.StartAsync();

using (var client = new EventPicsClient(new EventPicsClientOptions { ApiKey = emulator.ApiKey, BaseAddress = emulator.BaseAddress }))
{
    await UploadAsync(client, "plain.jpg");
    await EnqueueAsync(client, "queued.jpg");
}

var settings = new Dictionary<string, string?>
{
    ["EventPics:ApiKey"] = emulator.ApiKey,
    ["EventPics:BaseAddress"] = emulator.BaseAddress.AbsoluteUri,
    ["EventPics:BaseDelay"] = "00:00:00.050",
    ["EventPics:ApplicationName"] = "AotTest/1.0",
    ["EventPicsQueue:MaxConcurrency"] = "3",
    ["EventPicsHotFolder:Path"] = "prints",
    ["EventPicsHotFolder:LinkId"] = "abcd1234",
    ["EventPicsHotFolder:AfterUpload"] = "Move",
    ["EventPicsHotFolder:Include:0"] = "*.jpg",
};
var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
services.AddEventPics()
    .AddUploadQueue(configuration.GetSection("EventPicsQueue"))
    .AddHotFolder(configuration.GetSection("EventPicsHotFolder"));
services.PostConfigureAll<HotFolderOptions>(
    options => Check("hot folder", options is { Path: "prints", AfterUpload: AfterUpload.Move, Include: ["*.jpg"] }));
services.AddHealthChecks().AddEventPics();
await using (var provider = services.BuildServiceProvider(validateScopes: true))
{
    provider.GetRequiredService<IStartupValidator>().Validate();
    Check("queue options", provider.GetRequiredService<IOptions<UploadQueueOptions>>().Value.MaxConcurrency == 3);
    Check("health", (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status == HealthStatus.Healthy);

    // A retry also uses Polly.
    emulator.Faults.OnPut(Fault.DropAfter(100_000));
    var result = await UploadAsync(provider.GetRequiredService<EventPicsClient>(), "hosted.jpg");
    Check("retry", result.Attempts == 2 && result.UploadUrlsIssued == 1);
}

Check("user agent", emulator.Requests[^1].Headers["User-Agent"].EndsWith(" AotTest/1.0", StringComparison.Ordinal));
Check("number of photos", emulator.Photos.Count == 3);
Console.WriteLine($"{emulator.Photos.Count} uploads arrived completely.");
return 0;

async Task<UploadResult> UploadAsync(EventPicsClient client, string name)
{
    var result = await client.UploadAsync(await RequestAsync(client, name));
    CheckArrived(name);
    return result;
}

async Task EnqueueAsync(EventPicsClient client, string name)
{
    var folder = Directory.CreateTempSubdirectory("eventpics-aot-");
    await using (var queue = await UploadQueue.OpenAsync(client, new UploadQueueOptions { Folder = folder.FullName }))
    {
        await queue.EnqueueAsync(await RequestAsync(client, name));
        await queue.WaitUntilIdleAsync();
    }

    folder.Delete(recursive: true);
    CheckArrived(name);
}

async Task<UploadRequest> RequestAsync(EventPicsClient client, string name)
{
    var party = (await client.GetEventsAndAlbumsAsync())[0];
    return new UploadRequest(party.LinkId, name, UploadContent.FromBytes(photoBytes)) { AlbumId = party.Albums[0].Id };
}

void CheckArrived(string name) =>
    Check(name, emulator.Photos[^1] is { AlbumId: "a1" } photo && photo.FileName == name && photo.Sha256 == sha256);

static void Check(string what, bool isRight)
{
    if (!isRight)
    {
        throw new InvalidOperationException(what + " failed");
    }
}
