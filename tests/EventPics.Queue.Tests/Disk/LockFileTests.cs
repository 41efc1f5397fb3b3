using EventPics.Queue.Internal.Disk;

namespace EventPics.Queue.Tests.Disk;

public sealed class LockFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_lock_is_exclusive()
    {
        using (LockFile.TryAcquire(_folder.PathOf("a.lock")))
        {
            Assert.Null(LockFile.TryAcquire(_folder.PathOf("a.lock")));
        }

        using var again = LockFile.TryAcquire(_folder.PathOf("a.lock"));
        Assert.NotNull(again);
    }

    [Fact]
    public void S013_A_lock_file_is_accessible_to_its_owner_only()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.Path, File.GetUnixFileMode(_folder.Path) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        using var acquired = LockFile.TryAcquire(_folder.PathOf("a.lock"));

        Assert.True(OperatingSystem.IsWindows()
            || File.GetUnixFileMode(_folder.PathOf("a.lock")) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public void F078_A_lock_file_that_can_not_be_opened_is_an_error_and_not_a_held_lock()
    {
        Directory.CreateDirectory(_folder.PathOf("a.lock"));

        Assert.Equal(
            UploadQueueError.FolderNotWritable,
            Assert.Throws<UploadQueueException>(() => LockFile.TryAcquire(_folder.PathOf("a.lock"))).Error);
        Assert.Equal(
            UploadQueueError.FolderNotWritable,
            Assert.Throws<UploadQueueException>(() => LockFile.TryAcquire(_folder.PathOf("no/a.lock"))).Error);
        Assert.Equal(
            UploadQueueError.StorageFailed,
            Assert.Throws<UploadQueueException>(() => LockFile.TryAcquire(_folder.PathOf(new string('a', 300)))).Error);
    }
}
