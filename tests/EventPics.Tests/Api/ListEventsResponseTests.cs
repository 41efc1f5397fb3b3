using System.Text;

namespace EventPics.Tests.Api;

/// <summary>Which lists of events are accepted.</summary>
public sealed class ListEventsResponseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"id":"a1","title":"Fotobox"}""")]
    [InlineData("""{"title":"Fotobox","id":"a1"}""")]
    [InlineData("""{"title":"Fotobox","albumId":"a1"}""")]
    [InlineData("""{"albumId":"a1","title":"Fotobox"}""")]
    [InlineData("""{"albumId":"a1","id":null,"title":"Fotobox"}""")]
    [InlineData("""{"albumId":null,"title":"Fotobox","id":"a1"}""")]
    [InlineData("""{"new":{"deep":[1,2]},"id":"a1","cover":"x.jpg","title":"Fotobox","n":1.5}""")]
    public async Task An_album_has_its_id_under_either_name_in_any_order(string album)
    {
        var events = await ListAsync($$"""{"events":[{"title":"Sommerfest","linkId":"abcd1234","albums":[{{album}}]}]}""");

        var party = Assert.Single(events);
        Assert.Equal(("Sommerfest", "abcd1234"), (party.Title, party.LinkId));
        Assert.Equal(new EventPicsAlbum("a1", "Fotobox"), Assert.Single(party.Albums));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","albums":null""")]
    [InlineData(""","albums":[]""")]
    [InlineData(""","albums":[null]""")]
    [InlineData(""","albums":[{"title":"without an id"}]""")]
    public async Task An_event_may_have_no_albums(string albums)
    {
        var events = await ListAsync($$"""{"events":[{"title":"Sommerfest","linkId":"abcd1234"{{albums}}}]}""");

        Assert.Empty(Assert.Single(events).Albums);
    }

    [Theory]
    [InlineData("""{"events":[]}""")]
    [InlineData("""{"unknown":[{"a":1}],"events":[],"next":null}""")]
    [InlineData("""{"events":[null,{"title":"without a link id"}]}""")]
    public async Task An_account_may_have_no_events(string json) => Assert.Empty(await ListAsync(json));

    [Fact]
    public async Task Titles_may_be_missing_and_their_text_is_kept()
    {
        var events = await ListAsync("""{"events":[{"linkId":"x"},{"linkId":"y","title":"Jana & J\u00f6rg 🎉","albums":[{"id":"b"}]}]}""");

        Assert.Equal(["", "Jana & Jörg 🎉"], events.Select(item => item.Title));
        Assert.Equal(new EventPicsAlbum("b", ""), Assert.Single(events[1].Albums));
    }

    [Fact]
    public async Task A_byte_order_mark_is_skipped()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. """{"events":[{"title":"T","linkId":"x"}]}"""u8];

        var events = await ListAsync(() => new ByteArrayContent(bytes));

        Assert.Equal("x", Assert.Single(events).LinkId);
    }

    [Fact]
    public async Task A_long_list_is_read()
    {
        var items = Enumerable.Range(0, 5000)
            .Select(i => $$"""{"title":"Event number {{i}}, with a title of some length","linkId":"event{{i}}"}""");
        var json = $$"""{"events":[{{string.Join(',', items)}}]}""";

        Assert.Equal(5000, (await ListAsync(json)).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_of_more_than_1_MB_is_rejected(bool lengthIsKnown)
    {
        var bytes = Encoding.UTF8.GetBytes($$"""{"events":[],"padding":"{{new string('x', 1024 * 1024)}}"}""");

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => ListAsync(() => lengthIsKnown ? new ByteArrayContent(bytes) : new StreamContent(new ForwardOnlyStream(bytes))));

        Assert.Equal(EventPicsError.UnexpectedResponse, error.Error);
        Assert.Contains("longer than 1048576 bytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"events":null}""")]
    [InlineData("""{"events":{}}""")]
    [InlineData("""{"events":[{"linkId":5}]}""")]
    [InlineData("""{"events":[""")]
    [InlineData("surprise")]
    public async Task Anything_else_is_an_unexpected_response(string json)
    {
        var error = await Assert.ThrowsAsync<EventPicsException>(() => ListAsync(json));

        Assert.Equal(EventPicsError.UnexpectedResponse, error.Error);
        Assert.StartsWith("Listing events and albums failed: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deep_nesting_is_rejected()
    {
        var json = $$"""{"events":[],"deep":{{new string('[', 5000)}}{{new string(']', 5000)}}}""";

        var error = await Assert.ThrowsAsync<EventPicsException>(() => ListAsync(json));

        Assert.Equal(EventPicsError.UnexpectedResponse, error.Error);
    }

    private static Task<IReadOnlyList<EventPicsEvent>> ListAsync(string json) =>
        ListAsync(() => new StringContent(json, Encoding.UTF8, "application/json"));

    private static async Task<IReadOnlyList<EventPicsEvent>> ListAsync(Func<HttpContent> content)
    {
        using var transport = new MockTransport().Expect(HttpMethod.Get, MockTransport.ListUrl, () => new() { Content = content() });
        return await transport.Client.GetEventsAndAlbumsAsync(Token);
    }
}
