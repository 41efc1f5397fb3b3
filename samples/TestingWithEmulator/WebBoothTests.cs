using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EventPics.Emulator;
using EventPics.Queue;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace TestingWithEmulator;

/// <summary>How an ASP.NET application tests its uploads: the whole application against the emulator.</summary>
public sealed class WebBoothTests : IDisposable
{
    private static readonly byte[] TestPhoto = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("webbooth-");

    public void Dispose() => _folder.Delete(recursive: true);

    #region web-application-factory
    [Fact]
    public async Task A_guests_photo_is_kept_while_the_venue_is_offline()
    {
        await using var emulator = await EventPicsEmulator.StartAsync();
        await using var factory = CreateFactory(emulator);
        using var browser = factory.CreateClient();
        emulator.Faults.Offline = true;

        using var response = await PostAsync(browser, TestPhoto, "guest.png");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        emulator.Faults.Offline = false;
        factory.Services.GetRequiredService<UploadQueue>().Probe(); // retries now what the outage has paused
        await emulator.WaitForPhotosAsync(1);
        Assert.Equal("guest.png", emulator.Photos[0].FileName);
    }

    private WebApplicationFactory<Program> CreateFactory(EventPicsEmulator emulator)
    {
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder => builder
            .UseUrls("http://127.0.0.1:0")
            .UseSetting("EventPics:ApiKey", emulator.ApiKey)
            .UseSetting("EventPics:BaseAddress", emulator.BaseAddress.AbsoluteUri)
            .UseSetting("Booth:LinkId", emulator.Events[0].LinkId)
            .UseSetting("Booth:Folder", _folder.FullName)); // a queue of its own for every test
        factory.UseKestrel(); // real connections
        return factory;
    }
    #endregion

    // The booth protects its guests' browsers against forged requests.
    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, byte[] photo, string name)
    {
        var booth = await browser.GetFromJsonAsync<JsonElement>("/api/booth");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/photos?name={name}") { Content = new ByteArrayContent(photo) };
        request.Headers.Add("RequestVerificationToken", booth.GetProperty("requestToken").GetString());
        return await browser.SendAsync(request);
    }
}
