using EventPics.Cli.Tests.Support;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.Sending.Destinations;

/// <summary>Photos in the queue for an event or album that the account does not have.</summary>
public class MissingDestinationTests : ToolTest
{
    [Theory]
    [InlineData("gone1234", null, "'gone1234' doesn't exist in this account.")]
    [InlineData(Event, "zz9", " / zz9' doesn't exist")]
    public async Task Sending_to_a_missing_event_or_album_ends_with_advice(string linkId, string? album, string words)
    {
        await QueueOfflineAsync(linkId, album);

        var send = await RunAsync("queue", "send", "--json");
        var move = await RunAsync("queue", "move", "--from-event", linkId, "--event", Event, "--album", "a1");
        var again = await RunAsync("queue", "send", "--json");

        Assert.True(send.ExitCode == 4, send.ToString());
        Assert.Contains(words, send.Error, StringComparison.Ordinal);
        Assert.Contains($"'eventpics queue move --from-event {linkId} --event ...'", send.Error, StringComparison.Ordinal);
        Assert.Single(send.OfType("waiting"));
        Assert.True(move.ExitCode == 0, move.ToString());
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal("a1", Assert.Single(Emulator.Photos).AlbumId);
    }

    [Fact]
    public async Task Photos_for_existing_destinations_are_sent_first()
    {
        await QueueOfflineAsync("gone1234", null);
        await QueueOfflineAsync(Event, null);

        var send = await RunAsync("queue", "send", "--json");

        Assert.True(send.ExitCode == 4, send.ToString());
        Assert.Single(send.OfType("uploaded"));
        Assert.Single(send.OfType("waiting"));
    }

    [Fact]
    public async Task An_event_that_exists_is_waited_for()
    {
        await QueueOfflineAsync(Event, null);
        Emulator.Faults.OnUploadUrl(Fault.Status(404));

        var send = await RunAsync("queue", "send", "--json");

        Assert.True(send.ExitCode == 0, send.ToString());
        Assert.Contains("The event or album isn't accepting photos right now.", send.Error, StringComparison.Ordinal);
    }

    private async Task QueueOfflineAsync(string linkId, string? album)
    {
        Emulator.Faults.Offline = true;
        string[] place = album is null ? [] : ["--album", album];
        var result = await RunAsync(["upload", NewPhoto(NewFolder("in")), "--event", linkId, .. place, "--no-wait"]);
        Assert.True(result.ExitCode == 0, result.ToString());
        Emulator.Faults.Offline = false;
    }
}
