#region first-upload
using EventPics;

var options = new EventPicsClientOptions { ApiKey = Environment.GetEnvironmentVariable("EVENTPICS_API_KEY")! };
if (Environment.GetEnvironmentVariable("EVENTPICS_BASE_ADDRESS") is { } address) options.BaseAddress = new Uri(address);
using var client = new EventPicsClient(options);
var party = (await client.GetEventsAndAlbumsAsync())[0];
var photo = await client.UploadAsync(party.LinkId, args.Length > 0 ? args[0] : "photo.jpg");
Console.WriteLine($"{photo.FileName} is in the album after {photo.Duration.TotalSeconds:F1} s.");
#endregion
