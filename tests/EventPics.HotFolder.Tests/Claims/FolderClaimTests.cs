using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.Loop;
using EventPics.HotFolder.Internal.State;
using EventPics.HotFolder.Internal.Watching;
using EventPics.HotFolder.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests.Claims;

public sealed class FolderClaimTests : ClaimTest
{
    [Fact]
    public void A_free_folder_is_claimed_immediately_and_released_afterwards()
    {
        using (var claim = Claim("a"))
        {
            claim.Refresh(At(0));
            Assert.True(claim.IsHeld);
            Assert.Contains(Environment.MachineName, File.ReadAllText(ClaimPath), StringComparison.Ordinal);
        }

        Assert.False(File.Exists(ClaimPath));
    }

    [Fact]
    public void Another_data_folder_waits_while_the_first_is_alive_and_reports_it()
    {
        using var first = Claim("a");
        using var second = Claim("b");
        for (var time = 0; time < 600; time++)
        {
            first.Refresh(At(time));
            second.Refresh(At(time));
            Assert.True(first.IsHeld);
            Assert.False(second.IsGranted);
        }

        Assert.True(second.IsOtherAlive);
        Assert.Contains("/data/a", second.HeldBy?.Message, StringComparison.Ordinal);
        first.Dispose();
        second.Refresh(At(601));
        Assert.True(second.IsHeld);
        Assert.Null(second.HeldBy);
    }

    [Fact]
    public void The_same_data_folder_shares_the_claim_immediately()
    {
        using var service = Claim("a");
        using var user = Claim("a");
        service.Refresh(At(0));
        user.Refresh(At(0));
        Assert.True(service.IsHeld && user.IsHeld);
        service.Dispose();
        user.Refresh(At(20));
        Assert.True(user.IsHeld);
        Assert.True(File.Exists(ClaimPath));
    }

    [Fact]
    public void A_watch_that_shared_a_claim_keeps_it_when_it_ends()
    {
        using var service = Claim("a");
        service.Refresh(At(0));
        var user = Claim("a");
        user.Refresh(At(1));
        user.Dispose();
        using var stranger = Claim("b");
        stranger.Refresh(At(2));
        Assert.False(stranger.IsGranted);
    }

    [Fact]
    public void The_same_data_folder_does_not_watch_for_two_events_together()
    {
        using var first = Claim("a", "sommerfest");
        using var second = Claim("a", "hochzeit");
        for (var time = 0; time < 600; time++)
        {
            first.Refresh(At(time));
            second.Refresh(At(time));
            Assert.True(first.IsHeld);
            Assert.False(second.IsGranted);
            Assert.True(second.IsOtherAlive);
        }

        Assert.Contains("another event", second.HeldBy?.Message, StringComparison.Ordinal);
        first.Dispose();
        second.Refresh(At(601));
        Assert.True(second.IsHeld);
    }

    [Fact]
    public void A_watch_that_resends_may_overlap_with_another_event()
    {
        using var first = Claim("a", "sommerfest");
        using var second = Claim("a", "hochzeit", sharesAnyEvent: true);
        first.Refresh(At(0));
        second.Refresh(At(0));
        Assert.True(first.IsHeld && second.IsHeld);
    }

    [Fact]
    public void Another_user_can_read_the_claim_whatever_the_umask()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no umask.");
            return;
        }

        var old = Umask(Convert.ToInt32("077", 8));
        try
        {
            using var second = Claim("b");
            second.Refresh(At(0));
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                File.GetUnixFileMode(ClaimPath));
        }
        finally
        {
            _ = Umask(old);
        }
    }

    [Fact]
    public async Task The_heartbeat_continues_during_a_step_longer_than_the_max_age()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var options = new HotFolderOptions { Path = Folder.Path, LinkId = "event", TimeProvider = clock };
        using var data = new TempFolder();
        var queue = new Simulation.MemoryQueue(data.Path, static _ => true);
        var claims = new FolderClaims(
            queue, options, new FileFilter(recursive: true), new FolderState(NullLogger.Instance, static _ => { }), NullLogger.Instance);
        using var folder = new WatchedFolder(Folder.Path, options, NullLogger.Instance, static (_, _) => { }, static () => { });
        folder.Refresh(At(0));
        claims.Refresh([folder], At(0));
        using var other = Claim("b");
        var text = File.ReadAllText(ClaimPath);
        var start = clock.GetTimestamp();
        using var beats = claims.KeepAlive(() => [folder], () => clock.GetElapsedTime(start));
        for (var round = 0; round < 12; round++)
        {
            // A heartbeat that is due is written within 5 s. The test's clock is so much faster that one may be missed on a busy machine;
            // then the next one counts.
            await Eventually.TrueAsync(() =>
            {
                clock.Advance(At(5));
                return File.ReadAllText(ClaimPath) is { Length: > 0 } now && now != text;
            });
            text = File.ReadAllText(ClaimPath);
            other.Refresh(At(25 * round));
            Assert.False(other.IsGranted);
        }
    }

    [Fact]
    public void A_folder_in_which_no_claim_can_be_written_is_watched_anyway()
    {
        FolderPermissions.SkipIfNotEnforced();
        FolderPermissions.Set(Folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var claim = Claim("a");
        claim.Refresh(At(0));
        FolderPermissions.Set(Folder.Path, FolderPermissions.All);
        Assert.True(claim.IsUnprotected && claim.IsGranted);
    }

    [Fact]
    public void A_folder_on_a_full_disk_is_watched_and_claimed_once_there_is_space()
    {
        using var disk = new SmallDisk();
        disk.Fill();
        using var claim = Claim("a", folder: disk.Path);
        claim.Refresh(At(0));
        Assert.True(claim.IsUnprotected && claim.IsGranted);
        Assert.False(File.Exists(Path.Combine(disk.Path, ClaimFile.Name)));
        File.Delete(disk.Filler);
        claim.Refresh(At(1));
        Assert.True(claim.IsHeld);
    }

    [Fact]
    public async Task Two_data_folders_send_each_photo_once_and_the_second_reports_why_it_waits()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var other = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync();
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        await using var second = await other.WatchAsync(options => options.Path = fixture.Folder.Path);
        await Eventually.TrueAsync(() => second.Status.ClaimedBy is not null);
        var photo = TestMedia.Jpeg();
        fixture.Folder.Write("a.jpg", photo);
        await fixture.AssertQueuedAsync(photo);
        Assert.Contains(Environment.MachineName, second.Status.Problem, StringComparison.Ordinal);
        Assert.Empty(await other.ListAsync());
        Assert.Equal(0, folder.Status.Skipped);

        // The next heartbeat of the first watch shows that it is alive; then the wait of the second one fails.
        await Assert.ThrowsAsync<IOException>(() => HotFolderFixture.WaitUntilSettledAsync(second));
        await folder.DisposeAsync();
        fixture.Folder.Write("b.jpg", TestMedia.Jpeg(seed: 9));
        // The photos of the first watch may have been sent; those that arrived after its end are unknown to all others.
        await other.AssertQueuedAsync(TestMedia.Jpeg(seed: 9));
        Assert.Equal(
            (Path.Combine(fixture.Folder.Path, "a.jpg"), SkipReason.OtherComputer),
            second.Status.SkippedFiles.Select(file => (file.Path, file.Reason)).Single());
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "umask")]
    [System.Runtime.InteropServices.DefaultDllImportSearchPaths(System.Runtime.InteropServices.DllImportSearchPath.SafeDirectories)]
    private static extern int Umask(int mask);
}
