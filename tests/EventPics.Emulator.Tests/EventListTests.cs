using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EventPics.Emulator.Tests.Support;

namespace EventPics.Emulator.Tests;

public sealed class EventListTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Authorization", "Bearer emulator-key", 200)]
    [InlineData("X-API-Key", "emulator-key", 200)]
    [InlineData("Authorization", "Bearer wrong", 401)]
    [InlineData("Authorization", "emulator-key", 401)]
    [InlineData("X-API-Key", "emulator-key2", 401)]
    [InlineData("X-Other", "emulator-key", 401)]
    public async Task The_key_is_checked_in_either_header(string header, string value, int status)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        using var request = new HttpRequestMessage(HttpMethod.Get, "geteventsandalbums");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await uploader.Http.SendAsync(request, Token);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(AlbumIdProperty.Id, """{"id":"a1","title":"Fotobox"}""")]
    [InlineData(AlbumIdProperty.AlbumId, """{"title":"Fotobox","albumId":"a1"}""")]
    public async Task The_album_id_has_the_configured_property_name(AlbumIdProperty property, string album)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(
            new EventPicsEmulatorOptions { AlbumIdProperty = property, Events = [new("Sommerfest", "abcd1234", [new("a1", "Fotobox")])] },
            Token);
        using var uploader = new TestUploader(emulator);

        using var response = await uploader.ListAsync();

        var expected = $$"""{"events":[{"title":"Sommerfest","linkId":"abcd1234","albums":[{{album}}]}]}""";
        Assert.Equal(expected, await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Only_GET_is_allowed()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);

        using var response = await uploader.Http.PostAsync("geteventsandalbums", null, Token);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_path_is_recorded_and_not_found()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);

        using var response = await uploader.Http.GetAsync("nothing?token=secret", Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("not_found", (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("error").GetString());
        var request = Assert.Single(emulator.Requests);
        Assert.Equal((EmulatorOperation.Other, "GET", "/nothing"), (request.Operation, request.Method, request.Path));
    }

    [Fact]
    public async Task A_recorded_request_hides_the_key()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        uploader.Http.DefaultRequestHeaders.Add("X-Leak", "it is " + emulator.ApiKey);

        using var response = await uploader.ListAsync();

        var request = Assert.Single(emulator.Requests);
        Assert.Equal("(hidden)", request.Headers["authorization"]);
        Assert.Equal("(hidden)", request.Headers["X-Leak"]);
    }
}
