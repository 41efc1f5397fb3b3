using System.Security.Cryptography;
using EventPics;
using EventPics.Emulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

// Compiled ahead of time: lists and uploads without and with a host's services, then asserts that the storage holds the very bytes.
byte[] picture = [0xFF, 0xD8, 0xFF, .. RandomNumberGenerator.GetBytes(300_000)];
var sha256 = Convert.ToHexStringLower(SHA256.HashData(picture));

await using var emulator = await EventPicsEmulator.StartAsync();

using (var client = new EventPicsClient(new EventPicsClientOptions { ApiKey = emulator.ApiKey, BaseAddress = emulator.BaseAddress }))
{
    await UploadAsync(client, "plain.jpg");
}

var settings = new Dictionary<string, string?>
{
    ["EventPics:ApiKey"] = emulator.ApiKey,
    ["EventPics:BaseAddress"] = emulator.BaseAddress.AbsoluteUri,
    ["EventPics:BaseDelay"] = "00:00:00.050",
    ["EventPics:ApplicationName"] = "AotTest/1.0",
};
var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
var services = new ServiceCollection().AddLogging();
services.AddEventPics(configuration.GetSection("EventPics"));
await using (var provider = services.BuildServiceProvider(validateScopes: true))
{
    // A retry needs Polly too.
    emulator.Faults.OnPut(Fault.DropAfter(100_000));
    var result = await UploadAsync(provider.GetRequiredService<EventPicsClient>(), "hosted.jpg");
    Check("retry", result.Attempts == 2 && result.UploadUrlsIssued == 1);
}

Check("user agent", emulator.Requests[^1].Headers["User-Agent"].EndsWith(" AotTest/1.0", StringComparison.Ordinal));
Check("number of pictures", emulator.Photos.Count == 2);
Console.WriteLine($"{emulator.Photos.Count} uploads arrived whole.");
return 0;

async Task<UploadResult> UploadAsync(EventPicsClient client, string name)
{
    var party = (await client.GetEventsAndAlbumsAsync())[0];
    var request = new UploadRequest(party.LinkId, name, UploadContent.FromBytes(picture)) { AlbumId = party.Albums[0].Id };
    var result = await client.UploadAsync(request);
    Check(name, emulator.Photos[^1] is { } photo && photo.FileName == name && photo.AlbumId == party.Albums[0].Id && photo.Sha256 == sha256);
    return result;
}

static void Check(string what, bool isRight)
{
    if (!isRight)
    {
        throw new InvalidOperationException(what + " went wrong");
    }
}
