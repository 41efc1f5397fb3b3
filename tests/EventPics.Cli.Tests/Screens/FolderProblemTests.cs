using EventPics.Cli.Localization.English;
using EventPics.Cli.Screens;
using EventPics.HotFolder;

namespace EventPics.Cli.Tests.Screens;

public class FolderProblemTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 4, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_full_disk_is_reported_immediately_and_other_waits_after_a_delay()
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

        var problems = FolderProblem.FindAll(status, new Texts(), Now).ToList();

        Assert.Equal(
            ["2 files not in the queue yet: the disk may be full. Free up space.", "1 file still empty."],
            problems.Select(problem => problem.Message));
        Assert.Equal([true, false], problems.Select(problem => problem.NeedsAction));
    }

    [Fact]
    public void Files_that_cannot_be_moved_are_reported_once_per_folder()
    {
        var status = new HotFolderStatus { PendingCleanup = ["/in/1.jpg", "/in/2.jpg", "/in/deep/1.jpg"] };

        var problems = FolderProblem.FindAll(status, new Texts(), Now).ToList();

        Assert.Equal(2, problems.Count);
        Assert.StartsWith("2 files uploaded, but can't be moved", problems[0].Message, StringComparison.Ordinal);
    }
}
