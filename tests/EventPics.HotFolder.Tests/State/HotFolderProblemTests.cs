using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests.State;

/// <summary>A program can describe each problem in its own language.</summary>
public class HotFolderProblemTests
{
    [Fact]
    public async Task A_missing_folder_is_a_problem_with_a_kind()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync(options => options.Path = Path.Combine(fixture.Folder.Path, "later"));
        await Eventually.TrueAsync(() => folder.Status.Problems.Count == 1);
        var problem = Assert.Single(folder.Status.Problems);
        Assert.Equal((HotFolderProblemKind.FolderMissing, Path.Combine(fixture.Folder.Path, "later")), (problem.Kind, problem.Folder));
        Assert.Equal(problem.Message, folder.Status.Problem);
        Directory.CreateDirectory(problem.Folder);
        await Eventually.TrueAsync(() => folder.Status is { Problem: null, Problems.Count: 0 });
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_has_its_own_problem_kind()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var path = fixture.Folder.Write("photos", [1]);
        await using var folder = await fixture.WatchAsync(options => options.Path = path);
        await Eventually.TrueAsync(() => folder.Status.Problems is [{ Kind: HotFolderProblemKind.NotAFolder }]);
    }

    [Fact]
    public async Task WatchedElsewhere_describes_the_other_watch()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var other = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync();
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        await using var second = await other.WatchAsync(options => options.Path = fixture.Folder.Path);
        await Eventually.TrueAsync(() => second.Status.Problems.Count == 1);
        var problem = second.Status.Problems[0];
        Assert.Equal(HotFolderProblemKind.WatchedElsewhere, problem.Kind);
        Assert.Equal(
            (fixture.Queue.Folder, HotFolderFixture.LinkId, Environment.ProcessId),
            (problem.Owner!.DataFolder, problem.Owner.LinkId, problem.Owner.ProcessId));
        Assert.Equal(second.Status.ClaimedBy, problem.Message);
    }

    [Fact]
    public void NoNotifications_has_its_cause_and_the_interval()
    {
        var problem = ProblemFactory.NoNotifications("/photos", "limit reached", TimeSpan.FromSeconds(10));
        Assert.Equal(("limit reached", TimeSpan.FromSeconds(10)), (problem.Cause, problem.Interval));
        Assert.Contains("every 10 s", problem.ToString(), StringComparison.Ordinal);
    }
}
