using System.Globalization;
using EventPics.HotFolder.Internal.Claims;

namespace EventPics.HotFolder.Tests.Claims;

/// <summary>Claims whose writers crashed, were suspended or were interrupted.</summary>
public sealed class StaleClaimTests : ClaimTest
{
    [Fact]
    public void The_claim_of_a_killed_process_does_not_block_another_event_of_its_queue()
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
    public void A_stale_claim_is_taken_over_whatever_its_file_time(string written)
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
    public void A_watch_that_was_suspended_too_long_detects_that_its_claim_was_taken_over()
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
    public void Of_two_watches_that_take_over_a_stale_claim_one_keeps_it()
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
    public void A_half_written_heartbeat_neither_ends_the_claim_nor_is_reported()
    {
        using var holder = Claim("a");
        using var other = Claim("b");
        holder.Refresh(At(0));
        other.Refresh(At(0));
        var text = File.ReadAllText(ClaimPath);
        for (var beat = 1; beat < 100; beat++)
        {
            // Each refresh of the two reads another half of another heartbeat.
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
    public void A_damaged_claim_is_rewritten_by_its_holder()
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
    public void The_claim_of_a_crashed_process_of_another_queue_is_taken_over_immediately()
    {
        Assert.SkipUnless(ProcessIdentity.Scope.Length > 0, "Only Linux distinguishes boots.");
        Leave(text => text.Replace($"\"started\":\"{ProcessIdentity.CurrentStart}\"", "\"started\":\"1\"", StringComparison.Ordinal));
        using var next = Claim("b");
        Assert.InRange(SecondsUntilGranted(next), 1, 3);
    }

    [Fact]
    public void The_claim_of_another_containers_process_1_is_checked_by_its_heartbeat()
    {
        Leave(text => text.Replace($"\"scope\":\"{ProcessIdentity.Scope}\"", "\"scope\":\"another boot/1\"", StringComparison.Ordinal));
        using var next = Claim("b");
        Assert.InRange(SecondsUntilGranted(next), 45, 60);
    }

    [Fact]
    public void A_reused_process_ID_does_not_block_another_event_of_its_queue()
    {
        Leave(text => text.Replace($"\"started\":\"{ProcessIdentity.CurrentStart}\"", "\"started\":\"1\"", StringComparison.Ordinal));
        using var next = Claim("a", "hochzeit");
        next.Refresh(At(1));
        Assert.True(next.IsHeld);
    }

    [Fact]
    public void An_empty_claim_left_by_a_full_disk_becomes_stale()
    {
        using var disk = new SmallDisk();
        File.WriteAllText(Path.Combine(disk.Path, ClaimFile.Name), "");
        disk.Fill();
        using var claim = Claim("a", folder: disk.Path);
        Assert.InRange(SecondsUntilGranted(claim), 45, 60);
        claim.Refresh(At(61));
        Assert.True(claim.IsGranted);
    }

    // What a crashed process leaves behind.
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
}
