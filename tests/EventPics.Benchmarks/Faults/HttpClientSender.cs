using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using EventPics.Emulator;

namespace EventPics.Benchmarks.Faults;

/// <summary>The code that every booth program has: ask for the upload URL, put the file there, check the status.</summary>
internal sealed class HttpClientSender(string name, HttpClient http) : ISender
{
    public string Name { get; } = name;

    public async Task<bool> UploadAsync(EventPicsEmulator emulator, string file, CancellationToken cancellationToken)
    {
        try
        {
            var request = new { apiKey = emulator.ApiKey, linkId = emulator.Events[0].LinkId, fileName = "photo.jpg" };
            using var answer = await http.PostAsJsonAsync(new Uri(emulator.BaseAddress, "getuploadurl"), request, cancellationToken);
            answer.EnsureSuccessStatusCode();
            var issued = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            using var body = new ByteArrayContent(await File.ReadAllBytesAsync(file, cancellationToken));
            body.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
            using var stored = await http.PutAsync(new Uri(issued.GetProperty("uploadUrl").GetString()!), body, cancellationToken);
            stored.EnsureSuccessStatusCode();
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Console.Error.WriteLine($"{Name}: {e.GetType().Name}");
            return false;
        }
    }
}
