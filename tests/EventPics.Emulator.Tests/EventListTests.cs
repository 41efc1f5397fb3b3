using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

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
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        using var request = new HttpRequestMessage(HttpMethod.Get, "geteventsandalbums");
        request.Headers.TryAddWithoutValidation(header, value);

        using HttpResponseMessage response = await booth.Http.SendAsync(request, Token);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(AlbumIdProperty.Id, """{"id":"a1","title":"Fotobox"}""")]
    [InlineData(AlbumIdProperty.AlbumId, """{"title":"Fotobox","albumId":"a1"}""")]
    public async Task Albums_come_in_both_shapes(AlbumIdProperty shape, string album)
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(
            new EventPicsEmulatorOptions { AlbumIdProperty = shape, Events = [new("Sommerfest", "abcd1234", [new("a1", "Fotobox")])] }, Token);
        using var booth = new Booth(emulator);

        using HttpResponseMessage response = await booth.ListAsync();

        string expected = $$"""{"events":[{"title":"Sommerfest","linkId":"abcd1234","albums":[{{album}}]}]}""";
        Assert.Equal(expected, await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Only_GET_is_answered()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);

        using HttpResponseMessage response = await booth.Http.PostAsync("geteventsandalbums", null, Token);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_path_is_recorded_and_refused()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);

        using HttpResponseMessage response = await booth.Http.GetAsync("nothing?token=secret", Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("not_found", (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("error").GetString());
        ReceivedRequest request = Assert.Single(emulator.Requests);
        Assert.Equal((EmulatorOperation.Other, "GET", "/nothing"), (request.Operation, request.Method, request.Path));
    }

    [Fact]
    public async Task The_record_of_a_request_shows_no_key()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        booth.Http.DefaultRequestHeaders.Add("X-Leak", "it is " + emulator.ApiKey);

        using HttpResponseMessage response = await booth.ListAsync();

        ReceivedRequest request = Assert.Single(emulator.Requests);
        Assert.Equal("(hidden)", request.Headers["authorization"]);
        Assert.Equal("(hidden)", request.Headers["X-Leak"]);
    }
}
