using System.Diagnostics;
using System.Globalization;
using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests.Claims;

public sealed class FindOwnerTests : ClaimTest
{
    [Fact]
    public void A_folder_without_a_watch_or_a_missing_one_has_no_owner()
    {
        Assert.Null(HotFolderWatcher.FindOwner(Folder.Path));
        Assert.Null(HotFolderWatcher.FindOwner(Path.Combine(Folder.Path, "missing")));
        Assert.Empty(Directory.GetFileSystemEntries(Folder.Path));
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "sub/deep/", true)]
    [InlineData("", "not there yet", true)]
    [InlineData("sub/deep", "", true)]
    [InlineData("sub/deep", "sub/deep/", true)]
    [InlineData("sub/deep", "sub/other", false)]
    [InlineData("sub", "submarine", false)]
    public void A_live_watch_is_found_from_its_folder_from_above_and_from_below(string watched, string queried, bool isFound)
    {
        Directory.CreateDirectory(Path.Combine(Folder.Path, "sub/deep"));
        Directory.CreateDirectory(Path.Combine(Folder.Path, "sub/other"));
        using var claim = Hold(watched);
        var owner = HotFolderWatcher.FindOwner(Path.Combine(Folder.Path, queried));
        Assert.Equal(isFound, owner is not null);
        if (owner is not null)
        {
            Assert.Equal(
                (Environment.MachineName, Environment.UserName, Environment.ProcessId), (owner.Computer, owner.User, owner.ProcessId));
            Assert.Equal(
                ("event", "/data/a", Path.Combine(Folder.Path, watched)), (owner.LinkId, owner.DataFolder, Path.Combine(owner.Folder, "")));
            Assert.True(owner.IsAlive && owner.IsOnThisComputer && owner.Recursive);
        }
    }

    [Fact]
    public void A_watch_without_subfolders_does_not_own_them()
    {
        Directory.CreateDirectory(Path.Combine(Folder.Path, "sub"));
        using var claim = Hold("", isRecursive: false);
        Assert.Null(HotFolderWatcher.FindOwner(Path.Combine(Folder.Path, "sub")));
        Assert.False(HotFolderWatcher.FindOwner(Folder.Path)!.Recursive);
    }

    [Fact]
    public void A_nonrecursive_search_ignores_watches_of_subfolders()
    {
        Directory.CreateDirectory(Path.Combine(Folder.Path, "sub"));
        using var claim = Hold("sub");
        Assert.Null(HotFolderWatcher.FindOwner(Folder.Path, recursive: false));
        Assert.NotNull(HotFolderWatcher.FindOwner(Folder.Path));
    }

    [Fact]
    public void A_watch_is_found_through_a_symlink_to_a_folder_below_it()
    {
        using var other = new TempFolder();
        Directory.CreateDirectory(Path.Combine(Folder.Path, "sub/deep"));
        Directory.CreateSymbolicLink(Path.Combine(other.Path, "link"), Path.Combine(Folder.Path, "sub"));
        using var claim = Hold("");
        Assert.True(HotFolderWatcher.FindOwner(Path.Combine(other.Path, "link/deep"))?.IsAlive);
    }

    [Fact]
    public void A_killed_process_of_this_computer_is_dead_immediately()
    {
        using var child = Process.Start(new ProcessStartInfo("sleep", "600"))!;
        var started = ProcessIdentity.StartOf(child.Id)!;
        Leave(text => text
            .Replace(JsonNumber("processId", Environment.ProcessId), JsonNumber("processId", child.Id), StringComparison.Ordinal)
            .Replace($"\"started\":\"{ProcessIdentity.CurrentStart}\"", $"\"started\":\"{started}\"", StringComparison.Ordinal));
        Assert.True(HotFolderWatcher.FindOwner(Folder.Path)!.IsAlive);
        child.Kill();
        child.WaitForExit();
        Assert.False(HotFolderWatcher.FindOwner(Folder.Path)!.IsAlive);
    }

    [Fact]
    public void A_process_that_reuses_the_ID_of_a_dead_one_is_not_taken_for_it()
    {
        Leave(text => text.Replace($"\"started\":\"{ProcessIdentity.CurrentStart}\"", "\"started\":\"1\"", StringComparison.Ordinal));
        Assert.SkipUnless(ProcessIdentity.Scope.Length > 0, "Only Linux distinguishes boots.");
        Assert.False(HotFolderWatcher.FindOwner(Folder.Path)!.IsAlive);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-44, true)]
    [InlineData(-60, false)]
    [InlineData(600, true)]
    public void The_watch_of_another_computer_is_checked_by_its_heartbeat_and_the_folders_clock(int seconds, bool isAlive)
    {
        Leave(text => text.Replace(Environment.MachineName, "BOOTH-7", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(ClaimPath, FolderClock.UtcNow(Folder.Path).AddSeconds(seconds));
        var owner = HotFolderWatcher.FindOwner(Folder.Path)!;
        Assert.Equal(("BOOTH-7", isAlive, false), (owner.Computer, owner.IsAlive, owner.IsOnThisComputer));
        Assert.Equal([ClaimPath], Directory.GetFileSystemEntries(Folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"computer\":null}")]
    public void An_unreadable_claim_is_an_owner_without_details(string text)
    {
        File.WriteAllText(Path.Combine(Folder.Path, ClaimFile.Name), text);
        var owner = HotFolderWatcher.FindOwner(Folder.Path)!;
        Assert.Equal(("", true), (owner.Computer, owner.IsAlive));
    }

    [Fact]
    public void A_read_only_folder_is_searched_too()
    {
        FolderPermissions.SkipIfNotEnforced();
        Leave(text => text.Replace(Environment.MachineName, "BOOTH-7", StringComparison.Ordinal));
        FolderPermissions.Set(Folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var owner = HotFolderWatcher.FindOwner(Folder.Path);
        FolderPermissions.Set(Folder.Path, FolderPermissions.All);
        Assert.True(owner!.IsAlive);
    }

    [Fact]
    public async Task A_live_watch_above_takes_precedence_over_a_dead_one_in_the_folder()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync();
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        var sub = Directory.CreateDirectory(Path.Combine(fixture.Folder.Path, "sub")).FullName;
        File.WriteAllText(Path.Combine(sub, ClaimFile.Name), "{}");
        File.SetLastWriteTimeUtc(Path.Combine(sub, ClaimFile.Name), new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(fixture.Queue.Folder, HotFolderWatcher.FindOwner(sub)!.DataFolder);
        await folder.DisposeAsync();
        Assert.False(HotFolderWatcher.FindOwner(sub)!.IsAlive);
    }

    private static string JsonNumber(string name, int value) => string.Create(CultureInfo.InvariantCulture, $"\"{name}\":{value}");

    // What a crashed process leaves behind.
    private void Leave(Func<string, string> change)
    {
        string text;
        using (Hold(""))
        {
            text = File.ReadAllText(ClaimPath);
        }

        File.WriteAllText(ClaimPath, change(text));
    }

    private FolderClaim Hold(string folder, bool isRecursive = true)
    {
        var claim = Claim("a", folder: Folder.PathOf(folder), isRecursive: isRecursive);
        claim.Refresh(TimeSpan.Zero);
        Assert.True(claim.IsHeld);
        return claim;
    }
}
