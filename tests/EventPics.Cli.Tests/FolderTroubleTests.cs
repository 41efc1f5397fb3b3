using EventPics.Cli.Internal;
using EventPics.HotFolder;

namespace EventPics.Cli.Tests;

public class FolderTroubleTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 4, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_full_disk_is_told_at_once_and_other_waits_after_a_while()
    {
        var status = new HotFolderStatus
        {
            Waiting =
            [
                new WaitingFile("/in/1.jpg", WaitReason.Empty, Now.AddSeconds(-10)),
                new WaitingFile("/in/2.jpg", WaitReason.Unfinished, Now.AddSeconds(-1)),
                new WaitingFile("/in/3.jpg", WaitReason.Queue, Now),
                new WaitingFile("/in/4.jpg", WaitReason.Queue, Now),
            ],
        };

        var troubles = FolderTrouble.Of(status, new Texts(), Now).ToList();

        Assert.Equal(["2 files not in the queue yet: the disk may be full. Make room.", "1 file still empty."], troubles.Select(trouble => trouble.Sentence));
        Assert.Equal([true, false], troubles.Select(trouble => trouble.IsGrave));
    }

    [Fact]
    public void Files_that_can_not_be_moved_are_told_once_a_folder()
    {
        var status = new HotFolderStatus { NotFinished = ["/in/1.jpg", "/in/2.jpg", "/in/deep/1.jpg"] };

        var troubles = FolderTrouble.Of(status, new Texts(), Now).ToList();

        Assert.Equal(2, troubles.Count);
        Assert.StartsWith("2 files uploaded, but can't be moved", troubles[0].Sentence, StringComparison.Ordinal);
    }
}
