using System.Text;
using EventPics.Queue.Internal.Local;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Local;

/// <summary>Folders that are rejected, and the access rights of the queue's files.</summary>
public sealed class QueueFolderGuardTests : QueueTest
{
    [Fact]
    public async Task S013_S014_S015_Files_are_accessible_to_their_owner_only_and_hold_no_secrets_when_everything_is_sent()
    {
        if (OperatingSystem.IsWindows())
        {
            WindowsPermissions.GrantEveryone(Folder.Path);
        }

        await FillAsync(3);
        if (OperatingSystem.IsWindows())
        {
            Assert.All(
                [QueueFolder, .. Directory.EnumerateFileSystemEntries(QueueFolder, "*", SearchOption.AllDirectories)],
                WindowsPermissions.AssertNotAccessibleToEveryone);
        }
        else
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(QueueFolder));
            foreach (var file in Directory.EnumerateFiles(QueueFolder, "*", SearchOption.AllDirectories))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }

        await SendAllAsync();

        Assert.All(Directory.EnumerateFiles(QueueFolder, "*", SearchOption.AllDirectories), file =>
            Assert.DoesNotContain("CANARYSIG", Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task F078_A_folder_that_can_not_be_written_is_rejected_when_the_queue_opens()
    {
        File.WriteAllText(QueueFolder, "a file");

        var e = await Assert.ThrowsAsync<UploadQueueException>(() => FillAsync(1));

        Assert.Equal(UploadQueueError.FolderNotWritable, e.Error);
    }

    [Theory]
    [InlineData("/home/booth/queue", null)]
    [InlineData("/mnt/nas/queue", "cifs")]
    [InlineData("/mnt/nas", "cifs")]
    [InlineData("/mnt/nasty/queue", null)]
    [InlineData("/mnt/my share/queue", "nfs4")]
    [InlineData("/mnt/nas/local/queue", null)]
    public void F077_A_network_share_is_recognized(string folder, string? type) => Assert.Equal(type, QueueFolderGuard.NetworkTypeOf(folder,
    [
        "/dev/sda1 / ext4 rw 0 0", "//nas/booth /mnt/nas cifs rw 0 0", "nas:/x /mnt/my\\040share nfs4 rw 0 0",
        "/dev/sdb1 /mnt/nas/local ext4 rw 0 0",
        "broken",
    ]));

    [Theory]
    [InlineData(@"\\?\C:\booth\queue", @"C:\booth\queue")]
    [InlineData(@"\\?\UNC\nas\booth", @"\\nas\booth")]
    [InlineData(@"\\nas\booth", @"\\nas\booth")]
    [InlineData("/home/booth/queue", "/home/booth/queue")]
    public void F077_A_network_share_is_recognized_despite_a_long_path_prefix(string folder, string plain) =>
        Assert.Equal(plain, QueueFolderGuard.WithoutPrefix(folder));

    [Fact]
    public async Task F077_A_queue_folder_may_have_a_long_path_prefix()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Only Windows has such paths.");
        await using var queue =
            await UploadQueue.OpenWithoutSendingAsync(new UploadQueueOptions { Folder = @"\\?\" + QueueFolder }, cancellationToken: Token);

        Assert.Equal(0, (await queue.GetStatusAsync(Token)).Waiting);
    }
}
