using EventPics.HotFolder.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.HotFolder.Tests;

public sealed class AlbumTitlesTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FakeService _service = new()
    {
        Events = [new EventPicsEvent("Other", "x", [new EventPicsAlbum("wrong", "Dance")]), new EventPicsEvent("Wedding", "w", [new EventPicsAlbum("1", "Dance"), new EventPicsAlbum("2", "M\u00FCsic ")])],
    };

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_title_is_found_whatever_its_case_and_spelling()
    {
        var find = AlbumTitles.Of(_service, "w", _clock);
        Assert.Equal("1", await find("dANCE", TestContext.Current.CancellationToken));
        Assert.Equal("2", await find("Mu\u0308sic", TestContext.Current.CancellationToken));
        Assert.Equal(1, _service.Lists);
    }

    [Fact]
    public async Task An_unknown_title_is_asked_for_again_after_a_minute()
    {
        var find = AlbumTitles.Of(_service, "w", _clock);
        Assert.Null(await find("Late", TestContext.Current.CancellationToken));
        _service.Events = [new EventPicsEvent("Wedding", "w", [new EventPicsAlbum("3", "Late")])];
        Assert.Null(await find("Late", TestContext.Current.CancellationToken));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("3", await find("Late", TestContext.Current.CancellationToken));
        Assert.Equal(2, _service.Lists);
    }
}
