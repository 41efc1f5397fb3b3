using System.Diagnostics;
using System.Globalization;
using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests.Claims;

public sealed class FindOwnerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_without_a_watch_or_a_missing_one_has_no_owner()
    {
        Assert.Null(HotFolderWatcher.FindOwner(_folder.Path));
        Assert.Null(HotFolderWatcher.FindOwner(Path.Combine(_folder.Path, "missing")));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
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
        Directory.CreateDirectory(Path.Combine(_folder.Path, "sub/deep"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "sub/other"));
        using var claim = Claim(watched);
        var owner = HotFolderWatcher.FindOwner(Path.Combine(_folder.Path, queried));
        Assert.Equal(isFound, owner is not null);
        if (owner is not null)
        {
            Assert.Equal((Environment.MachineName, Environment.UserName, Environment.ProcessId), (owner.Computer, owner.User, owner.ProcessId));
            Assert.Equal(("event", "/data/a", Path.Combine(_folder.Path, watched)), (owner.LinkId, owner.DataFolder, Path.Combine(owner.Folder, "")));
            Assert.True(owner.IsAlive && owner.IsOnThisComputer && owner.Recursive);
        }
    }

    [Fact]
    public void A_watch_without_subfolders_does_not_own_them()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "sub"));
        using var claim = Claim("", recursive: false);
        Assert.Null(HotFolderWatcher.FindOwner(Path.Combine(_folder.Path, "sub")));
        Assert.False(HotFolderWatcher.FindOwner(_folder.Path)!.Recursive);
    }

    [Fact]
    public void A_nonrecursive_search_ignores_watches_of_subfolders()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "sub"));
        using var claim = Claim("sub");
        Assert.Null(HotFolderWatcher.FindOwner(_folder.Path, recursive: false));
        Assert.NotNull(HotFolderWatcher.FindOwner(_folder.Path));
    }

    [Fact]
    public void A_watch_is_found_through_a_symlink_to_a_folder_below_it()
    {
        using var other = new TempFolder();
        Directory.CreateDirectory(Path.Combine(_folder.Path, "sub/deep"));
        Directory.CreateSymbolicLink(Path.Combine(other.Path, "link"), Path.Combine(_folder.Path, "sub"));
        using var claim = Claim("");
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
        Assert.True(HotFolderWatcher.FindOwner(_folder.Path)!.IsAlive);
        child.Kill();
        child.WaitForExit();
        Assert.False(HotFolderWatcher.FindOwner(_folder.Path)!.IsAlive);
    }

    [Fact]
    public void A_process_that_reuses_the_ID_of_a_dead_one_is_not_taken_for_it()
    {
        Leave(text => text.Replace($"\"started\":\"{ProcessIdentity.CurrentStart}\"", "\"started\":\"1\"", StringComparison.Ordinal));
        Assert.SkipUnless(ProcessIdentity.Scope.Length > 0, "Only Linux distinguishes boots.");
        Assert.False(HotFolderWatcher.FindOwner(_folder.Path)!.IsAlive);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-44, true)]
    [InlineData(-60, false)]
    [InlineData(600, true)]
    public void The_watch_of_another_computer_is_checked_by_its_heartbeat_and_the_folders_clock(int seconds, bool isAlive)
    {
        Leave(text => text.Replace(Environment.MachineName, "BOOTH-7", StringComparison.Ordinal));
        var path = Path.Combine(_folder.Path, ClaimFile.Name);
        File.SetLastWriteTimeUtc(path, FolderClock.UtcNow(_folder.Path).AddSeconds(seconds));
        var owner = HotFolderWatcher.FindOwner(_folder.Path)!;
        Assert.Equal(("BOOTH-7", isAlive, false), (owner.Computer, owner.IsAlive, owner.IsOnThisComputer));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"computer\":null}")]
    public void An_unreadable_claim_is_an_owner_without_details(string text)
    {
        File.WriteAllText(Path.Combine(_folder.Path, ClaimFile.Name), text);
        var owner = HotFolderWatcher.FindOwner(_folder.Path)!;
        Assert.Equal(("", true), (owner.Computer, owner.IsAlive));
    }

    [Fact]
    public void A_read_only_folder_is_searched_too()
    {
        FolderPermissions.SkipIfNotEnforced();
        Leave(text => text.Replace(Environment.MachineName, "BOOTH-7", StringComparison.Ordinal));
        FolderPermissions.Set(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var owner = HotFolderWatcher.FindOwner(_folder.Path);
        FolderPermissions.Set(_folder.Path, FolderPermissions.All);
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
        var path = Path.Combine(_folder.Path, ClaimFile.Name);
        string text;
        using (Claim(""))
        {
            text = File.ReadAllText(path);
        }

        File.WriteAllText(path, change(text));
    }

    private FolderClaim Claim(string folder, bool recursive = true)
    {
        var claim = new FolderClaim(Path.Combine(_folder.Path, folder), "/data/a", "a", "event", false, new FileFilter(recursive), NullLogger.Instance);
        claim.Refresh(TimeSpan.Zero);
        Assert.True(claim.IsHeld);
        return claim;
    }
}
