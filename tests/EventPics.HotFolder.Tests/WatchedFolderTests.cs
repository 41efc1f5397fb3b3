using System.Collections.Concurrent;
using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests;

public sealed class WatchedFolderTests : IDisposable
{
    private readonly TempFolder _root = new();
    private readonly ConcurrentQueue<string> _hints = new();
    private readonly WatchedFolder _folder;
    private int _wakes;

    public WatchedFolderTests() =>
        _folder = new WatchedFolder(_root.Path, new HotFolderOptions(), NullLogger.Instance, (_, path) => _hints.Enqueue(path), () => _wakes++);

    public void Dispose()
    {
        _folder.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task F081_A_watcher_that_failed_is_created_again_and_the_folder_searched()
    {
        Refresh(0);
        _folder.Scanned(At(0));
        _folder.WatcherFailed(new InternalBufferOverflowException());
        Assert.Equal(1, _wakes);
        Refresh(1);
        Assert.Equal(At(1), _folder.NextScan);
        Assert.False(_folder.IsPolling);

        _hints.Clear();
        var path = _root.File("a.jpg", [1]);
        await Scene.EventuallyAsync(() => _hints.Contains(path));
    }

    [Fact]
    public void A_watcher_that_fails_again_and_again_is_left_alone_for_longer_and_longer()
    {
        var rebuilt = new List<int>();
        Refresh(0);
        for (var second = 1; second < 120; second++)
        {
            if (!_folder.IsPolling)
            {
                rebuilt.Add(second);
                _folder.WatcherFailed(new InternalBufferOverflowException());
            }

            Refresh(second);
        }

        Assert.InRange(rebuilt.Count, 4, 10);
        Assert.True(_folder.IsThere);
    }

    [Fact]
    public void Where_the_watcher_failed_the_search_comes_more_often()
    {
        Refresh(0);
        _folder.Scanned(At(0));
        Assert.Equal(At(60), _folder.NextScan);

        _folder.WatcherFailed(new InternalBufferOverflowException());
        Refresh(1);
        _folder.WatcherFailed(new InternalBufferOverflowException());
        Refresh(2);
        Assert.True(_folder.IsPolling);
        _folder.Scanned(At(2));
        Assert.Equal(At(12), _folder.NextScan);
    }

    [Fact]
    public void A_folder_goes_and_comes()
    {
        Assert.Equal(HotFolderChange.FolderFound, _folder.Refresh(At(0)));
        Assert.Null(_folder.Refresh(At(1)));
        Directory.Delete(_root.Path);
        Assert.Equal(HotFolderChange.FolderLost, _folder.Refresh(At(2)));
        Assert.Null(_folder.Refresh(At(3)));
        Directory.CreateDirectory(_root.Path);
        Assert.Equal(HotFolderChange.FolderFound, _folder.Refresh(At(4)));
        Assert.Equal(At(4), _folder.NextScan);
    }

    [Fact]
    public void A_file_in_the_folders_place_is_called_a_file_until_the_folder_comes()
    {
        using var folder = new WatchedFolder(_root.File("a.jpg", [1]), new HotFolderOptions(), NullLogger.Instance, (_, _) => { }, () => { });
        Assert.Equal(HotFolderChange.FolderLost, folder.Refresh(At(0)));
        Assert.Contains("is a file", folder.Absence.Message, StringComparison.Ordinal);
        File.Delete(folder.Path);
        folder.Refresh(At(1));
        Assert.Contains("is not there", folder.Absence.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(folder.Path);
        Assert.Equal(HotFolderChange.FolderFound, folder.Refresh(At(2)));
        Assert.False(folder.IsFile);
    }

    [Fact]
    public async Task Another_folder_of_the_same_name_is_watched_and_searched_soon()
    {
        Refresh(0);
        _folder.Scanned(At(0));
        Directory.Delete(_root.Path);
        Directory.CreateDirectory(_root.Path);
        Directory.SetLastWriteTimeUtc(_root.Path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await Scene.EventuallyAsync(() =>
        {
            _hints.Clear();
            Refresh(1);
            return _folder.NextScan == At(1);
        });

        var path = _root.File("a.jpg", [1]);
        await Scene.EventuallyAsync(() => _hints.Contains(path));
    }

    [Fact]
    public async Task Another_folder_behind_the_same_link_is_watched_and_searched_soon()
    {
        using var elsewhere = new TempFolder();
        var (link, target) = (Path.Combine(elsewhere.Path, "link"), Path.Combine(_root.Path, "target"));
        Directory.CreateDirectory(target);
        Directory.CreateSymbolicLink(link, target);
        using var folder = new WatchedFolder(link, new HotFolderOptions(), NullLogger.Instance, (_, path) => _hints.Enqueue(path), () => { });
        folder.Refresh(At(0));
        folder.Scanned(At(0));
        Directory.Delete(target);
        Directory.CreateDirectory(target);
        Directory.SetLastWriteTimeUtc(target, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await Scene.EventuallyAsync(() =>
        {
            _hints.Clear();
            folder.Refresh(At(1));
            return folder.NextScan == At(1);
        });

        _root.File("target/a.jpg", [1]);
        await Scene.EventuallyAsync(() => _hints.Contains(Path.Combine(link, "a.jpg")));
    }

    [Fact]
    public void A_watcher_that_keeps_failing_is_a_problem_until_it_works()
    {
        Refresh(0);
        _folder.WatcherFailed(new InternalBufferOverflowException("Too much."));
        Refresh(1);
        Assert.Null(_folder.Problem);
        _folder.WatcherFailed(new InternalBufferOverflowException("Too much."));
        Refresh(2);
        Assert.Contains("Too much.", _folder.Problem?.Message, StringComparison.Ordinal);
        Refresh(10);
        Assert.Null(_folder.Problem);
    }

    [Fact]
    public void A_folder_that_can_not_be_watched_is_tried_more_and_more_rarely()
    {
        Rights.SkipIfNoneCount();
        Rights.Set(_root.Path, UnixFileMode.UserExecute);
        for (var second = 0; second < 600; second++)
        {
            Refresh(second);
        }

        Assert.NotNull(_folder.Problem);
        Rights.Set(_root.Path, Rights.All);
        var tries = Enumerable.Range(600, 60).TakeWhile(second =>
        {
            Refresh(second);
            return _folder.IsPolling;
        });
        Assert.InRange(tries.Count(), 2, 60);
        Refresh(661);
        Assert.False(_folder.IsPolling);
    }

    [Fact]
    public void A_folder_that_can_not_be_read_is_lost()
    {
        Assert.Equal(HotFolderChange.FolderFound, _folder.Refresh(At(0)));
        _folder.Unreadable = "No rights.";
        Assert.Equal(HotFolderChange.FolderLost, _folder.Refresh(At(1)));
        Assert.Null(_folder.Refresh(At(2)));
        _folder.Unreadable = null;
        Assert.Equal(HotFolderChange.FolderFound, _folder.Refresh(At(3)));
    }

    [Fact]
    public async Task A_watcher_that_tells_what_happens_is_left_in_peace()
    {
        Refresh(0);
        _folder.Scanned(At(0));
        for (var second = 1; second < 20; second++)
        {
            var path = _root.File($"{second}.jpg", [1]);
            await Scene.EventuallyAsync(() => _hints.Contains(path));
            Refresh(second);
        }

        Assert.Equal(At(60), _folder.NextScan);
    }

    [Fact]
    public void A_deleted_file_is_no_reason_to_search_or_to_rebuild_the_watcher()
    {
        var path = _root.File("a.jpg", [1]);
        Refresh(0);
        _folder.Scanned(At(0));
        File.Delete(path);
        _root.File("sub/b.jpg", [1]);
        Directory.Delete(Path.Combine(_root.Path, "sub"), recursive: true);
        for (var second = 1; second < 30; second++)
        {
            Refresh(second);
        }

        Assert.Equal(At(60), _folder.NextScan);
    }

    [Fact]
    public void The_local_disk_is_no_network_drive() => Assert.False(NetworkMount.Holds(Path.GetPathRoot(AppContext.BaseDirectory)!));

    private static TimeSpan At(int second) => TimeSpan.FromSeconds(second);

    private void Refresh(int second) => _folder.Refresh(At(second));
}
