using EventPics.Cli.Context;
using EventPics.Cli.Screens;
using EventPics.HotFolder;

namespace EventPics.Cli.Watching;

/// <summary>Where there is no dashboard, reports a folder's problems as they occur.</summary>
internal sealed class FolderProblemReporter : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    private readonly CommandContext _context;
    private readonly Notices _notices;
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _followTask;

    public FolderProblemReporter(CommandContext context, Notices notices, Func<HotFolderStatus?> status)
    {
        (_context, _notices) = (context, notices);
        _followTask = FollowAsync(status);
    }

    /// <summary>Reports the problems that occurred at the end. The summary reports why files still wait.</summary>
    public async Task FinishAsync(HotFolderStatus status)
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _followTask.ConfigureAwait(false);
        Report(new HotFolderStatus { PendingCleanup = status.PendingCleanup, KeptWithoutProof = status.KeptWithoutProof });
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _followTask.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task FollowAsync(Func<HotFolderStatus?> status)
    {
        while (!_end.IsCancellationRequested)
        {
            if (status() is { } now)
            {
                Report(now);
            }

            await Task.WhenAny(Task.Delay(PollInterval, _context.Time, _end.Token)).ConfigureAwait(false);
        }
    }

    private void Report(HotFolderStatus status)
    {
        List<FolderProblem> problems = [.. FolderProblem.FindAll(status, _context.Texts, _context.Time.GetUtcNow())];
        problems.Where(problem => _reported.Add(problem.Cause)).ToList().ForEach(problem => _notices.WarnUnlessShown(problem.Message));
        _reported.IntersectWith(problems.Select(problem => problem.Cause));
    }
}
