using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests.Claims;

/// <summary>A watch of a folder with its subfolders and one of a subfolder would send the same photos.</summary>
public sealed class OverlappingWatchTests : ClaimTest
{
    public OverlappingWatchTests() => Directory.CreateDirectory(Path.Combine(Folder.Path, "sub/deep"));

    [Theory]
    [InlineData("", "sub/deep", "' is in '")]
    [InlineData("sub/deep", "", "contains")]
    public void The_second_watch_waits_reports_why_and_continues_when_the_first_ends(string first, string second, string word)
    {
        using var holder = ClaimOf(first, "a");
        using var other = ClaimOf(second, "b");
        for (var time = 0; time < 300; time++)
        {
            holder.Refresh(At(time));
            other.Refresh(At(time));
            Assert.True(holder.IsHeld);
            Assert.False(other.IsGranted);
        }

        Assert.Equal(HotFolderProblemKind.WatchedElsewhere, other.HeldBy!.Kind);
        Assert.Contains(word, other.HeldBy.Message, StringComparison.Ordinal);
        Assert.Contains("/data/a", other.HeldBy.Message, StringComparison.Ordinal);
        Assert.True(other.IsOtherAlive);
        Assert.Single(Directory.GetFiles(Folder.Path, "*", SearchOption.AllDirectories));
        holder.Dispose();
        Assert.Contains(Enumerable.Range(301, 5), second => Refreshed(other, second).IsHeld);
    }

    [Theory]
    [InlineData("", "sub/deep")]
    [InlineData("sub/deep", "")]
    public void One_data_folder_watches_both_for_one_event(string first, string second)
    {
        using var one = ClaimOf(first, "a");
        using var two = ClaimOf(second, "a");
        Assert.True(Refreshed(one, 0).IsHeld && Refreshed(two, 0).IsHeld && Refreshed(one, 20).IsHeld && Refreshed(two, 20).IsHeld);
    }

    [Theory]
    [InlineData("", "sub/deep")]
    [InlineData("sub/deep", "")]
    public void One_data_folder_does_not_watch_both_for_two_events(string first, string second)
    {
        using var one = ClaimOf(first, "a");
        using var two = ClaimOf(second, "a", linkId: "birthday");
        Assert.True(Refreshed(one, 0).IsHeld);
        Assert.Equal(HotFolderProblemKind.WatchedForOtherEvent, Refreshed(two, 0).HeldBy?.Kind);
        using var three = ClaimOf(second, "a", linkId: "birthday", sharesAnyEvent: true);
        Assert.True(Refreshed(three, 0).IsHeld);
    }

    [Theory]
    [InlineData("", "sub/deep")]
    [InlineData("sub/deep", "")]
    public void A_watch_without_subfolders_overlaps_with_none(string first, string second)
    {
        using var one = ClaimOf(first, "a", isRecursive: first.Length > 0);
        using var two = ClaimOf(second, "b", isRecursive: second.Length > 0);
        Assert.True(Refreshed(one, 0).IsHeld && Refreshed(two, 0).IsHeld);
    }

    [Fact]
    public void A_watch_of_a_folder_that_the_outer_one_skips_overlaps_with_none()
    {
        Directory.CreateDirectory(Path.Combine(Folder.Path, ".hidden"));
        using var inner = ClaimOf(".hidden", "a");
        using var outer = ClaimOf("", "b");
        Assert.True(Refreshed(inner, 0).IsHeld && Refreshed(outer, 0).IsHeld);
    }

    [Fact]
    public void A_watch_above_is_found_through_a_symlink()
    {
        using var other = new TempFolder();
        var link = Path.Combine(other.Path, "link");
        Directory.CreateSymbolicLink(link, Path.Combine(Folder.Path, "sub"));
        using var outer = ClaimOf("", "a");
        using var inner = Claim(Path.Combine(link, "deep"), "b");
        Assert.True(Refreshed(outer, 0).IsHeld);
        Assert.False(Refreshed(inner, 0).IsGranted);
    }

    [Fact]
    public void Of_two_watches_that_start_together_exactly_one_gets_the_claim()
    {
        for (var round = 0; round < 20; round++)
        {
            using var outer = ClaimOf("", "a");
            using var inner = ClaimOf("sub/deep", "b");
            var both = 0;
            for (var second = 0; second < 10; second++)
            {
                Parallel.Invoke(() => outer.Refresh(At(second)), () => inner.Refresh(At(second)));
                both += outer.IsGranted && inner.IsGranted ? 1 : 0;
            }

            Assert.Equal(0, both);
            Assert.True(outer.IsGranted || inner.IsGranted);
        }
    }

    [Theory]
    [InlineData("", "sub/deep")]
    [InlineData("sub/deep", "")]
    public void A_watch_that_was_suspended_detects_the_other_watch(string first, string second)
    {
        using var sleeper = ClaimOf(first, "a");
        Assert.True(Refreshed(sleeper, 0).IsHeld);
        using var other = ClaimOf(second, "b");
        Assert.InRange(Enumerable.Range(0, 100).First(time => Refreshed(other, time).IsGranted), 45, 60);
        Assert.False(Refreshed(sleeper, 101).IsGranted);
        Assert.True(Refreshed(other, 102).IsGranted);
    }

    [Fact]
    public void A_claim_copied_into_a_watched_folder_is_ignored()
    {
        using var outer = ClaimOf("", "a");
        Assert.True(Refreshed(outer, 0).IsHeld);
        var path = Path.Combine(Folder.Path, "sub", ClaimFile.Name);
        File.WriteAllText(path, File.ReadAllText(Path.Combine(Folder.Path, ClaimFile.Name))
            .Replace("\"queueId\":\"a\"", "\"queueId\":\"z\"", StringComparison.Ordinal)
            .Replace("\"watcher\":\"", "\"watcher\":\"9", StringComparison.Ordinal)
            .Replace(Environment.MachineName, "OTHER", StringComparison.Ordinal));
        outer.AddClaimBelow(path);
        Assert.All(Enumerable.Range(1, 100), second => Assert.True(Refreshed(outer, second).IsHeld));
    }

    [Fact]
    public async Task Two_data_folders_send_each_photo_once()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var other = await HotFolderFixture.OpenAsync();
        fixture.Folder.Write("sub/a.jpg", TestMedia.Jpeg());
        await using var outer = await fixture.WatchAsync();
        await HotFolderFixture.WaitUntilSettledAsync(outer);
        await using var inner = await other.WatchAsync(options => options.Path = Path.Combine(fixture.Folder.Path, "sub"));
        await Eventually.TrueAsync(() => inner.Status.ClaimedBy is not null);
        await Assert.ThrowsAsync<IOException>(() => HotFolderFixture.WaitUntilSettledAsync(inner));
        Assert.Empty(await other.ListAsync());
        Assert.Single(await fixture.ListAsync());
    }

    private static FolderClaim Refreshed(FolderClaim claim, int second)
    {
        claim.Refresh(At(second));
        return claim;
    }

    // Claims of another computer, so that only their heartbeat shows whether they are alive.
    private FolderClaim ClaimOf(
        string folder, string queue, string linkId = "event", bool isRecursive = true, bool sharesAnyEvent = false) =>
        Claim(queue, linkId, sharesAnyEvent, Folder.PathOf(folder), isRecursive);
}
