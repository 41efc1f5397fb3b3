using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests;

/// <summary>A program can say in its own language what is wrong.</summary>
public class ProblemTests
{
    [Fact]
    public async Task A_missing_folder_is_a_problem_with_a_kind()
    {
        await using var scene = await Scene.OpenAsync();
        await using var folder = await scene.WatchAsync(options => options.Path = Path.Combine(scene.Folder.Path, "later"));
        await Scene.EventuallyAsync(() => folder.Status.Problems.Count == 1);
        var problem = Assert.Single(folder.Status.Problems);
        Assert.Equal((HotFolderProblemKind.FolderMissing, Path.Combine(scene.Folder.Path, "later")), (problem.Kind, problem.Folder));
        Assert.Equal(problem.Message, folder.Status.Problem);
        Directory.CreateDirectory(problem.Folder);
        await Scene.EventuallyAsync(() => folder.Status is { Problem: null, Problems.Count: 0 });
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_is_a_problem_of_its_own()
    {
        await using var scene = await Scene.OpenAsync();
        var path = scene.Folder.File("photos", [1]);
        await using var folder = await scene.WatchAsync(options => options.Path = path);
        await Scene.EventuallyAsync(() => folder.Status.Problems is [{ Kind: HotFolderProblemKind.NotAFolder }]);
    }

    [Fact]
    public async Task The_other_watch_comes_with_its_data()
    {
        await using var scene = await Scene.OpenAsync();
        await using var other = await Scene.OpenAsync();
        await using var folder = await scene.WatchAsync();
        await Scene.SettledAsync(folder);
        await using var second = await other.WatchAsync(options => options.Path = scene.Folder.Path);
        await Scene.EventuallyAsync(() => second.Status.Problems.Count == 1);
        var problem = second.Status.Problems[0];
        Assert.Equal(HotFolderProblemKind.WatchedElsewhere, problem.Kind);
        Assert.Equal((scene.Queue.Folder, Scene.LinkId, Environment.ProcessId), (problem.Owner!.DataFolder, problem.Owner.LinkId, problem.Owner.ProcessId));
        Assert.Equal(second.Status.ClaimedBy, problem.Message);
    }

    [Fact]
    public void A_lost_watcher_comes_with_its_cause_and_the_interval()
    {
        var problem = Problems.NoNotifications("/photos", "limit reached", TimeSpan.FromSeconds(10));
        Assert.Equal(("limit reached", TimeSpan.FromSeconds(10)), (problem.Cause, problem.Interval));
        Assert.Contains("every 10 s", problem.ToString(), StringComparison.Ordinal);
    }
}
