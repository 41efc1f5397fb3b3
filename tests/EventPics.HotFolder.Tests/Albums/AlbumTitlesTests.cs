using EventPics.HotFolder.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.HotFolder.Tests.Albums;

public sealed class AlbumTitlesTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FakeService _service = new()
    {
        Events = [new EventPicsEvent("Other", "x", [new EventPicsAlbum("wrong", "Dance")]), new EventPicsEvent(
            "Wedding", "w", [new EventPicsAlbum("1", "Dance"), new EventPicsAlbum("2", "M\u00FCsic ")])],
    };

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_title_is_found_whatever_its_case_and_spelling()
    {
        var find = AlbumTitles.CreateResolver(_service, "w", _clock);
        Assert.Equal("1", await find("dANCE", TestContext.Current.CancellationToken));
        Assert.Equal("2", await find("Mu\u0308sic", TestContext.Current.CancellationToken));
        Assert.Equal(1, _service.EventListCalls);
    }

    [Fact]
    public async Task An_unknown_title_is_looked_up_again_after_a_minute()
    {
        var find = AlbumTitles.CreateResolver(_service, "w", _clock);
        Assert.Null(await find("Late", TestContext.Current.CancellationToken));
        _service.Events = [new EventPicsEvent("Wedding", "w", [new EventPicsAlbum("3", "Late")])];
        Assert.Null(await find("Late", TestContext.Current.CancellationToken));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("3", await find("Late", TestContext.Current.CancellationToken));
        Assert.Equal(2, _service.EventListCalls);
    }

    [Fact]
    public async Task A_failed_lookup_is_retried_with_backoff()
    {
        var find = AlbumTitles.CreateResolver(_service, "w", _clock);
        _service.ListFailure = new EventPicsException(EventPicsError.ServerError, "Refused.", isTransient: true);
        foreach (var (rest, lists) in new[] { (15, 1), (30, 2), (60, 3), (60, 4) })
        {
            for (var i = 0; i < 20; i++)
            {
                await Assert.ThrowsAsync<EventPicsException>(() => find("Dance", TestContext.Current.CancellationToken));
            }

            _clock.Advance(TimeSpan.FromSeconds(rest) - TimeSpan.FromTicks(1));
            await Assert.ThrowsAsync<EventPicsException>(() => find("Dance", TestContext.Current.CancellationToken));
            Assert.Equal(lists, _service.EventListCalls);
            _clock.Advance(TimeSpan.FromTicks(1));
        }

        _service.ListFailure = null;
        Assert.Equal("1", await find("Dance", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_known_title_is_refreshed_in_the_background()
    {
        var find = AlbumTitles.CreateResolver(_service, "w", _clock);
        await find("Dance", TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromMinutes(2));
        _service.ListAllowed = new TaskCompletionSource();
        Assert.Equal("1", await find("Dance", TestContext.Current.CancellationToken)
            .WaitAsync(TestTimeout.Default, TestContext.Current.CancellationToken));

        _service.Events = [new EventPicsEvent("Wedding", "w", [new EventPicsAlbum("9", "Dance")])];
        _service.ListAllowed.SetResult();
        await Eventually.TrueAsync(async () => await find("Dance", TestContext.Current.CancellationToken) == "9");
        Assert.Equal(2, _service.EventListCalls);
    }

    [Fact]
    public async Task A_cancelled_caller_does_not_cancel_the_others()
    {
        var find = AlbumTitles.CreateResolver(_service, "w", _clock);
        _service.ListAllowed = new TaskCompletionSource();
        using var cancellation = new CancellationTokenSource();
        var cancelled = find("Dance", cancellation.Token);
        var patient = find("Dance", TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        _service.ListAllowed.SetResult();
        Assert.Equal("1", await patient);
        Assert.Equal(1, _service.EventListCalls);
    }
}
