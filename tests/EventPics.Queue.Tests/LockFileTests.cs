using EventPics.Queue.Internal;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests;

public sealed class LockFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_at_a_time_holds_it()
    {
        using (LockFile.TryTake(_folder.File("a.lock")))
        {
            Assert.Null(LockFile.TryTake(_folder.File("a.lock")));
        }

        using var again = LockFile.TryTake(_folder.File("a.lock"));
        Assert.NotNull(again);
    }

    [Fact]
    public void S013_It_is_its_owner_s_alone_wherever_it_lies()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.Path, File.GetUnixFileMode(_folder.Path) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        using var taken = LockFile.TryTake(_folder.File("a.lock"));

        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(_folder.File("a.lock")) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public void F078_What_can_not_be_opened_at_all_is_not_taken_for_held()
    {
        Directory.CreateDirectory(_folder.File("a.lock"));

        Assert.Equal(UploadQueueError.FolderNotWritable, Assert.Throws<UploadQueueException>(() => LockFile.TryTake(_folder.File("a.lock"))).Error);
        Assert.Equal(UploadQueueError.FolderNotWritable, Assert.Throws<UploadQueueException>(() => LockFile.TryTake(_folder.File("no/a.lock"))).Error);
        Assert.Equal(UploadQueueError.StorageFailed, Assert.Throws<UploadQueueException>(() => LockFile.TryTake(_folder.File(new string('a', 300)))).Error);
    }
}
