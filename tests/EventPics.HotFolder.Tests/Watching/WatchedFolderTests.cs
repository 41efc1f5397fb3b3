using System.Collections.Concurrent;
using EventPics.HotFolder.Internal.Watching;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests.Watching;

public sealed class WatchedFolderTests : IDisposable
{
    private readonly TempFolder _root = new();
    private readonly ConcurrentQueue<string> _hints = new();
    private readonly WatchedFolder _folder;
    private int _wakes;

    public WatchedFolderTests() =>
        _folder = new WatchedFolder(
            _root.Path, new HotFolderOptions(), NullLogger.Instance, (_, path) => _hints.Enqueue(path), () => _wakes++);

    public void Dispose()
    {
        _folder.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task F081_A_watcher_that_failed_is_recreated_and_the_folder_scanned()
    {
        Refresh(0);
        _folder.OnScanned(At(0));
        _folder.OnWatcherFailed(new InternalBufferOverflowException());
        Assert.Equal(1, _wakes);
        Refresh(1);
        Assert.Equal(At(1), _folder.NextScan);
        Assert.False(_folder.IsPolling);

        _hints.Clear();
        var path = _root.Write("a.jpg", [1]);
        await Eventually.TrueAsync(() => _hints.Contains(path));
    }

    [Fact]
    public void A_watcher_that_keeps_failing_is_recreated_with_backoff()
    {
        var rebuilt = new List<int>();
        Refresh(0);
        for (var second = 1; second < 120; second++)
        {
            if (!_folder.IsPolling)
            {
                rebuilt.Add(second);
                _folder.OnWatcherFailed(new InternalBufferOverflowException());
            }

            Refresh(second);
        }

        Assert.InRange(rebuilt.Count, 4, 10);
        Assert.True(_folder.Exists);
    }

    [Fact]
    public void A_folder_without_a_watcher_is_polled()
    {
        Refresh(0);
        _folder.OnScanned(At(0));
        Assert.Equal(At(60), _folder.NextScan);

        _folder.OnWatcherFailed(new InternalBufferOverflowException());
        Refresh(1);
        _folder.OnWatcherFailed(new InternalBufferOverflowException());
        Refresh(2);
        Assert.True(_folder.IsPolling);
        _folder.OnScanned(At(2));
        Assert.Equal(At(12), _folder.NextScan);
    }

    [Fact]
    public void A_removed_and_recreated_folder_is_reported()
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
    public void A_file_in_place_of_the_folder_is_reported_until_the_folder_exists()
    {
        using var folder =
            new WatchedFolder(_root.Write("a.jpg", [1]), new HotFolderOptions(), NullLogger.Instance, (_, _) => { }, () => { });
        Assert.Equal(HotFolderChange.FolderLost, folder.Refresh(At(0)));
        Assert.Contains("is a file", folder.Absence.Message, StringComparison.Ordinal);
        File.Delete(folder.Path);
        folder.Refresh(At(1));
        Assert.Contains("does not exist", folder.Absence.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(folder.Path);
        Assert.Equal(HotFolderChange.FolderFound, folder.Refresh(At(2)));
        Assert.False(folder.IsFile);
    }

    [Fact]
    public async Task Another_folder_of_the_same_name_is_watched_and_scanned_soon()
    {
        Refresh(0);
        _folder.OnScanned(At(0));
        Directory.Delete(_root.Path);
        Directory.CreateDirectory(_root.Path);
        Directory.SetLastWriteTimeUtc(_root.Path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await Eventually.TrueAsync(() =>
        {
            _hints.Clear();
            Refresh(1);
            return _folder.NextScan == At(1);
        });

        var path = _root.Write("a.jpg", [1]);
        await Eventually.TrueAsync(() => _hints.Contains(path));
    }

    [Fact]
    public async Task Another_folder_behind_the_same_symlink_is_watched_and_scanned_soon()
    {
        using var elsewhere = new TempFolder();
        var (link, target) = (Path.Combine(elsewhere.Path, "link"), Path.Combine(_root.Path, "target"));
        Directory.CreateDirectory(target);
        Directory.CreateSymbolicLink(link, target);
        using var folder =
            new WatchedFolder(link, new HotFolderOptions(), NullLogger.Instance, (_, path) => _hints.Enqueue(path), () => { });
        folder.Refresh(At(0));
        folder.OnScanned(At(0));
        Directory.Delete(target);
        Directory.CreateDirectory(target);
        Directory.SetLastWriteTimeUtc(target, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await Eventually.TrueAsync(() =>
        {
            _hints.Clear();
            folder.Refresh(At(1));
            return folder.NextScan == At(1);
        });

        _root.Write("target/a.jpg", [1]);
        await Eventually.TrueAsync(() => _hints.Contains(Path.Combine(link, "a.jpg")));
    }

    [Fact]
    public void A_watcher_that_keeps_failing_is_a_problem_until_it_works()
    {
        Refresh(0);
        _folder.OnWatcherFailed(new InternalBufferOverflowException("Too much."));
        Refresh(1);
        Assert.Null(_folder.Problem);
        _folder.OnWatcherFailed(new InternalBufferOverflowException("Too much."));
        Refresh(2);
        Assert.Contains("Too much.", _folder.Problem?.Message, StringComparison.Ordinal);
        Refresh(10);
        Assert.Null(_folder.Problem);
    }

    [Fact]
    public void A_folder_that_can_not_be_watched_is_retried_with_backoff()
    {
        FolderPermissions.SkipIfNotEnforced();
        FolderPermissions.Set(_root.Path, UnixFileMode.UserExecute);
        for (var second = 0; second < 600; second++)
        {
            Refresh(second);
        }

        Assert.NotNull(_folder.Problem);
        FolderPermissions.Set(_root.Path, FolderPermissions.All);
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
    public async Task A_working_watcher_is_neither_recreated_nor_followed_by_scans()
    {
        Refresh(0);
        _folder.OnScanned(At(0));
        for (var second = 1; second < 20; second++)
        {
            var path = _root.Write($"{second}.jpg", [1]);
            await Eventually.TrueAsync(() => _hints.Contains(path));
            Refresh(second);
        }

        Assert.Equal(At(60), _folder.NextScan);
    }

    [Fact]
    public void A_deleted_file_triggers_no_scan_and_no_new_watcher()
    {
        var path = _root.Write("a.jpg", [1]);
        Refresh(0);
        _folder.OnScanned(At(0));
        File.Delete(path);
        _root.Write("sub/b.jpg", [1]);
        Directory.Delete(Path.Combine(_root.Path, "sub"), recursive: true);
        for (var second = 1; second < 30; second++)
        {
            Refresh(second);
        }

        Assert.Equal(At(60), _folder.NextScan);
    }

    [Fact]
    public void The_local_disk_is_not_a_network_drive() => Assert.False(NetworkMount.Contains(Path.GetPathRoot(AppContext.BaseDirectory)!));

    private static TimeSpan At(int second) => TimeSpan.FromSeconds(second);

    private void Refresh(int second) => _folder.Refresh(At(second));
}
