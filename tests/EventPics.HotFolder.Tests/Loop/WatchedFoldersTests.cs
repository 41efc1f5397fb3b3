using EventPics.HotFolder.Internal.Loop;
using EventPics.HotFolder.Internal.State;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.HotFolder.Tests.Loop;

public sealed class WatchedFoldersTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 21, 22, 0, 0, TimeSpan.Zero));
    private readonly TempFolder _root = new();
    private readonly FolderState _state = new(NullLogger.Instance, _ => { });
    private readonly WatchedFolders _folders;

    public WatchedFoldersTests() =>
        _folders = new WatchedFolders(
            new HotFolderOptions { Path = Path.Combine(_root.Path, "{date}"), TimeProvider = _clock }, _state, NullLogger.Instance,
            (_, _) => { }, _ => { }, () => { });

    public void Dispose()
    {
        _folders.Dispose();
        _root.Dispose();
    }

    [Fact]
    public void Files_of_a_folder_no_longer_watched_are_forgotten()
    {
        _folders.Refresh(TimeSpan.Zero);
        _state.Handled[Path.Combine(_folders.All[0].Path, "a.jpg")] = new HandledFile(_folders.All[0], default, upload: null);
        _clock.Advance(TimeSpan.FromDays(1));
        _folders.Refresh(TimeSpan.FromDays(1));
        Assert.Single(_state.Handled);
        _clock.Advance(TimeSpan.FromDays(1));
        _folders.Refresh(TimeSpan.FromDays(2));
        Assert.Empty(_state.Handled);
    }

    [Fact]
    public void The_newest_folder_must_be_there()
    {
        Directory.CreateDirectory(Path.Combine(_root.Path, "2026-11-20"));
        _folders.Refresh(TimeSpan.Zero);
        Assert.False(_state.Status(_folders.All).IsReachable);
        Assert.Contains("2026-11-21", _state.Status(_folders.All).Problem, StringComparison.Ordinal);

        Directory.CreateDirectory(Path.Combine(_root.Path, "2026-11-21"));
        _folders.Refresh(TimeSpan.FromSeconds(1));
        Assert.True(_state.Status(_folders.All).IsReachable);
    }
}
