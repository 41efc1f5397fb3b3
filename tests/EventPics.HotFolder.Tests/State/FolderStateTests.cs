using EventPics.HotFolder.Internal.State;
using EventPics.HotFolder.Internal.Watching;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests.State;

public sealed class FolderStateTests : IDisposable
{
    private readonly TempFolder _root = new();
    private readonly WatchedFolder _folder;
    private readonly FolderState _state = new(NullLogger.Instance, static _ => { });

    public FolderStateTests() =>
        _folder = new WatchedFolder(_root.Path, new HotFolderOptions(), NullLogger.Instance, static (_, _) => { }, static () => { });

    public void Dispose()
    {
        _folder.Dispose();
        _root.Dispose();
    }

    [Fact]
    public void A_scan_forgets_files_that_are_gone_although_it_could_not_read_a_subfolder()
    {
        var closed = _root.PathOf("closed");
        _state.RecordUnreadable(closed, "No rights.", DateTimeOffset.UnixEpoch);
        Add("closed/a.jpg", "closed/a.txt");
        for (var n = 0; n < 100; n++)
        {
            Add($"{n}.jpg", $"{n}.txt");
            _state.Prune(_folder, found: [_root.PathOf($"{n}.jpg")], unreadable: [closed]);
        }

        Assert.Equal([_root.PathOf("99.jpg"), _root.PathOf("closed/a.jpg")], _state.Handled.Keys.Order());
        Assert.Equal(_root.PathOf("closed/a.txt"), Assert.Single(_state.Status([_folder]).SkippedFiles).Path);

        _state.Prune(_folder, found: [], unreadable: []);
        Assert.Empty(_state.Handled);
        Assert.Empty(_state.Status([_folder]).SkippedFiles);
    }

    private void Add(string sent, string skipped)
    {
        _state.Handled[_root.PathOf(sent)] = new HandledFile(_folder, default, upload: null);
        _state.RecordSkipped(_root.PathOf(skipped), SkipReason.NotIncluded);
    }
}
