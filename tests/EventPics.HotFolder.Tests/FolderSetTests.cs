using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.HotFolder.Tests;

public sealed class FolderSetTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 21, 22, 0, 0, TimeSpan.Zero));
    private readonly TempFolder _root = new();
    private readonly Board _board = new(NullLogger.Instance, _ => { });
    private readonly FolderSet _folders;

    public FolderSetTests() =>
        _folders = new FolderSet(
            new HotFolderOptions { Path = Path.Combine(_root.Path, "{date}"), TimeProvider = _clock }, _board, NullLogger.Instance, (_, _) => { }, _ => { }, () => { });

    public void Dispose()
    {
        _folders.Dispose();
        _root.Dispose();
    }

    [Fact]
    public void Files_of_a_day_that_is_over_are_forgotten()
    {
        _folders.Refresh(TimeSpan.Zero);
        _board.Known[Path.Combine(_folders.All[0].Path, "a.jpg")] = new KnownFile(_folders.All[0], default, upload: null);
        _clock.Advance(TimeSpan.FromDays(1));
        _folders.Refresh(TimeSpan.FromDays(1));
        Assert.Single(_board.Known);
        _clock.Advance(TimeSpan.FromDays(1));
        _folders.Refresh(TimeSpan.FromDays(2));
        Assert.Empty(_board.Known);
    }

    [Fact]
    public void The_newest_folder_must_be_there()
    {
        Directory.CreateDirectory(Path.Combine(_root.Path, "2026-11-20"));
        _folders.Refresh(TimeSpan.Zero);
        Assert.False(_board.Status(_folders.All).IsReachable);
        Assert.Contains("2026-11-21", _board.Status(_folders.All).Problem, StringComparison.Ordinal);

        Directory.CreateDirectory(Path.Combine(_root.Path, "2026-11-21"));
        _folders.Refresh(TimeSpan.FromSeconds(1));
        Assert.True(_board.Status(_folders.All).IsReachable);
    }
}
