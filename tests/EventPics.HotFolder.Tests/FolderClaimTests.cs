using System.Globalization;
using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests;

public sealed class FolderClaimTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string ClaimPath => Path.Combine(_folder.Path, FolderClaim.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_free_folder_is_claimed_at_once_and_free_again_afterwards()
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
    public void Another_data_folder_waits_as_long_as_the_first_lives_and_names_it()
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
    public void The_same_data_folder_shares_the_claim_at_once()
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
    public void Who_shared_the_claim_of_another_one_leaves_it_at_its_end()
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
    public void The_same_data_folder_does_not_watch_for_two_events_at_once()
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
    public void Who_wants_photos_of_other_events_too_watches_beside_another_event()
    {
        using var first = Claim("a", "sommerfest");
        using var second = Claim("a", "hochzeit", sharesAnyEvent: true);
        first.Refresh(At(0));
        second.Refresh(At(0));
        Assert.True(first.IsHeld && second.IsHeld);
    }

    [Fact]
    public void The_claim_of_a_process_that_was_killed_keeps_no_other_event_of_its_queue_out()
    {
        var own = string.Create(CultureInfo.InvariantCulture, $"\"processId\":{Environment.ProcessId}");
        Leave(text => text.Replace(own, "\"processId\":2147483647", StringComparison.Ordinal));
        using var next = Claim("a", "hochzeit");
        next.Refresh(At(1));
        Assert.True(next.IsHeld);
    }

    [Theory]
    [InlineData("2000-01-01")]
    [InlineData("2100-01-01")]
    public void A_stale_claim_is_taken_over_whatever_the_files_time_says(string written)
    {
        Claim("crashed").Refresh(At(0));
        File.SetLastWriteTimeUtc(ClaimPath, DateTime.Parse(written, CultureInfo.InvariantCulture));
        using var claim = Claim("b");
        Assert.InRange(SecondsUntilGranted(claim), 45, 60);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"queueId\":5}")]
    public void A_claim_that_can_not_be_read_becomes_stale_too(string text)
    {
        File.WriteAllText(ClaimPath, text);
        using var claim = Claim("b");
        claim.Refresh(At(0));
        Assert.False(claim.IsGranted);
        // It may be half written at this moment.
        Assert.Null(claim.HeldBy);
        claim.Refresh(At(2));
        Assert.Equal(HotFolderProblemKind.ClaimUnreadable, claim.HeldBy?.Kind);
        Assert.InRange(SecondsUntilGranted(claim), 40, 60);
    }

    [Fact]
    public void One_that_slept_too_long_notices_that_the_folder_is_another_ones_now()
    {
        using var sleeper = Claim("a");
        sleeper.Refresh(At(0));
        using var other = Claim("b");
        SecondsUntilGranted(other);
        Assert.True(other.IsHeld);
        sleeper.Refresh(At(61));
        Assert.False(sleeper.IsGranted);
        Assert.Contains("/data/b", sleeper.HeldBy?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_that_take_a_stale_claim_over_one_keeps_it()
    {
        File.WriteAllText(ClaimPath, "{}");
        using var one = Claim("a");
        using var two = Claim("b");
        for (var time = 0; time < 200; time++)
        {
            one.Refresh(At(time));
            two.Refresh(At(time));
            Assert.False(one.IsGranted && two.IsGranted);
        }

        Assert.True(one.IsGranted || two.IsGranted);
    }

    [Fact]
    public void A_heartbeat_read_half_written_takes_the_claim_from_nobody_and_is_told_to_nobody()
    {
        using var holder = Claim("a");
        using var other = Claim("b");
        holder.Refresh(At(0));
        other.Refresh(At(0));
        var text = File.ReadAllText(ClaimPath);
        for (var beat = 1; beat < 100; beat++)
        {
            // Each look of the two meets another half of another heartbeat.
            File.WriteAllText(ClaimPath, text[..(text.Length * beat / 100)]);
            holder.Refresh(At(15 * beat));
            other.Refresh(At(15 * beat));
            File.WriteAllText(ClaimPath, text);
            other.Refresh(At((15 * beat) + 1));
            Assert.True(holder.IsHeld);
            Assert.Equal(HotFolderProblemKind.WatchedElsewhere, other.HeldBy?.Kind);
        }
    }

    [Fact]
    public void A_claim_damaged_for_good_is_written_again_by_its_holder()
    {
        using var holder = Claim("a");
        holder.Refresh(At(0));
        File.WriteAllText(ClaimPath, "damaged");
        holder.Refresh(At(15));
        holder.Refresh(At(30));
        Assert.Contains("/data/a", File.ReadAllText(ClaimPath), StringComparison.Ordinal);
        Assert.True(holder.IsHeld);
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
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead, File.GetUnixFileMode(ClaimPath));
        }
        finally
        {
            _ = Umask(old);
        }
    }

    [Fact]
    public void The_claim_of_another_queues_crashed_process_is_taken_over_without_a_wait()
    {
        Assert.SkipUnless(ProcessMark.Scope.Length > 0, "Only Linux tells boots apart.");
        Leave(text => text.Replace($"\"started\":\"{ProcessMark.OwnStart}\"", "\"started\":\"1\"", StringComparison.Ordinal));
        using var next = Claim("b");
        Assert.InRange(SecondsUntilGranted(next), 1, 3);
    }

    [Fact]
    public void The_claim_of_a_container_with_another_process_1_is_judged_by_its_heartbeat()
    {
        Leave(text => text.Replace($"\"scope\":\"{ProcessMark.Scope}\"", "\"scope\":\"another boot/1\"", StringComparison.Ordinal));
        using var next = Claim("b");
        Assert.InRange(SecondsUntilGranted(next), 45, 60);
    }

    [Fact]
    public void A_reused_process_ID_keeps_no_other_event_of_its_queue_out()
    {
        Leave(text => text.Replace($"\"started\":\"{ProcessMark.OwnStart}\"", "\"started\":\"1\"", StringComparison.Ordinal));
        using var next = Claim("a", "hochzeit");
        next.Refresh(At(1));
        Assert.True(next.IsHeld);
    }

    [Fact]
    public async Task The_claim_outlives_a_step_that_takes_longer_than_its_life()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var options = new HotFolderOptions { Path = _folder.Path, LinkId = "event", TimeProvider = clock };
        using var data = new TempFolder();
        var queue = new Schedules.MemoryQueue(data.Path, static _ => true);
        var claims = new FolderClaims(queue, options, new FileFilter(recursive: true), new Board(NullLogger.Instance, static _ => { }), NullLogger.Instance);
        using var folder = new WatchedFolder(_folder.Path, options, NullLogger.Instance, static (_, _) => { }, static () => { });
        folder.Refresh(At(0));
        claims.Refresh([folder], At(0));
        using var other = Claim("b");
        var text = File.ReadAllText(ClaimPath);
        var start = clock.GetTimestamp();
        using var beats = claims.KeepAlive(() => [folder], () => clock.GetElapsedTime(start));
        for (var second = 0; second < 300; second++)
        {
            clock.Advance(At(1));
            if (second > 0 && second % 25 == 0)
            {
                // Whatever the pool is busy with, the test waits for the heartbeat that is due.
                await Scene.EventuallyAsync(() => File.ReadAllText(ClaimPath) is { Length: > 0 } now && now != text);
                text = File.ReadAllText(ClaimPath);
            }

            other.Refresh(At(second));
            Assert.False(other.IsGranted);
        }
    }

    [Fact]
    public void A_folder_that_takes_no_claim_is_watched_all_the_same()
    {
        Rights.SkipIfNoneCount();
        Rights.Set(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var claim = Claim("a");
        claim.Refresh(At(0));
        Rights.Set(_folder.Path, Rights.All);
        Assert.True(claim.IsUnprotected && claim.IsGranted);
    }

    [Fact]
    public void A_folder_on_a_full_disk_is_watched_and_claimed_once_there_is_room()
    {
        using var disk = new SmallDisk();
        disk.Fill();
        using var claim = new FolderClaim(disk.Path, "/data/a", "a", "event", false, new FileFilter(recursive: true), NullLogger.Instance);
        claim.Refresh(At(0));
        Assert.True(claim.IsUnprotected && claim.IsGranted);
        Assert.False(File.Exists(Path.Combine(disk.Path, FolderClaim.FileName)));
        File.Delete(disk.Filler);
        claim.Refresh(At(1));
        Assert.True(claim.IsHeld);
    }

    [Fact]
    public void An_empty_claim_that_a_full_disk_left_keeps_nobody_out_for_ever()
    {
        using var disk = new SmallDisk();
        File.WriteAllText(Path.Combine(disk.Path, FolderClaim.FileName), "");
        disk.Fill();
        using var claim = new FolderClaim(disk.Path, "/data/a", "a", "event", false, new FileFilter(recursive: true), NullLogger.Instance);
        Assert.InRange(SecondsUntilGranted(claim), 45, 60);
        claim.Refresh(At(61));
        Assert.True(claim.IsGranted);
    }

    [Fact]
    public async Task Two_data_folders_send_each_photo_once_and_the_second_says_why_it_waits()
    {
        await using var scene = await Scene.OpenAsync();
        await using var other = await Scene.OpenAsync();
        await using var folder = await scene.WatchAsync();
        await Scene.SettledAsync(folder);
        await using var second = await other.WatchAsync(options => options.Path = scene.Folder.Path);
        await Scene.EventuallyAsync(() => second.Status.ClaimedBy is not null);
        var photo = Media.Jpeg();
        scene.Folder.File("a.jpg", photo);
        await scene.ArrivedAsync(photo);
        Assert.Contains(Environment.MachineName, second.Status.Problem, StringComparison.Ordinal);
        Assert.Empty(await other.ListAsync());
        Assert.Equal(0, folder.Status.Skipped);

        // The first one's next heartbeat shows that it lives; then nobody waits for the second.
        await Assert.ThrowsAsync<IOException>(() => Scene.SettledAsync(second));
        await folder.DisposeAsync();
        scene.Folder.File("b.jpg", Media.Jpeg(seed: 9));
        // What the first one had may have been sent; what came after its end is not known to anybody else.
        await other.ArrivedAsync(Media.Jpeg(seed: 9));
        Assert.Equal((Path.Combine(scene.Folder.Path, "a.jpg"), SkipReason.OtherComputer), second.Status.SkippedFiles.Select(file => (file.Path, file.Reason)).Single());
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "umask")]
    [System.Runtime.InteropServices.DefaultDllImportSearchPaths(System.Runtime.InteropServices.DllImportSearchPath.SafeDirectories)]
    private static extern int Umask(int mask);

    // What a process leaves that ends without a word.
    private void Leave(Func<string, string> change)
    {
        string text;
        using (var killed = Claim("a", "sommerfest"))
        {
            killed.Refresh(At(0));
            text = File.ReadAllText(ClaimPath);
        }

        Assert.NotEqual(text, change(text));
        File.WriteAllText(ClaimPath, change(text));
    }

    private static TimeSpan At(int second) => TimeSpan.FromSeconds(second);

    private static int SecondsUntilGranted(FolderClaim claim) => Enumerable.Range(0, 120).First(second =>
    {
        claim.Refresh(At(second));
        return claim.IsGranted;
    });

    private FolderClaim Claim(string queue, string linkId = "event", bool sharesAnyEvent = false) =>
        new(_folder.Path, "/data/" + queue, queue, linkId, sharesAnyEvent, new FileFilter(recursive: true), NullLogger.Instance);
}
