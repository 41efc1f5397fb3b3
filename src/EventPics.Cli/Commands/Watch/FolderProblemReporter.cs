using EventPics.Cli.Context;
using EventPics.Cli.Screens;
using EventPics.HotFolder;

namespace EventPics.Cli.Commands.Watch;

/// <summary>Says what a board shows of a folder's troubles where there is none: each when it comes up.</summary>
internal sealed class FolderProblemReporter : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    private readonly CommandContext _shell;
    private readonly Notices _notices;
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _followTask;

    public FolderProblemReporter(CommandContext shell, Notices notices, Func<HotFolderStatus?> status)
    {
        (_shell, _notices) = (shell, notices);
        _followTask = FollowAsync(status);
    }

    /// <summary>Says what came up at the end. Why files still wait, the summary says.</summary>
    public async Task FinishAsync(HotFolderStatus status)
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _followTask.ConfigureAwait(false);
        Report(new HotFolderStatus { PendingCleanup = status.PendingCleanup });
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

            await Task.WhenAny(Task.Delay(PollInterval, _shell.Time, _end.Token)).ConfigureAwait(false);
        }
    }

    private void Report(HotFolderStatus status)
    {
        List<FolderProblem> troubles = [.. FolderProblem.FindAll(status, _shell.Texts, _shell.Time.GetUtcNow())];
        troubles.Where(trouble => _reported.Add(trouble.Cause)).ToList().ForEach(trouble => _notices.WarnUnlessShown(trouble.Message));
        _reported.IntersectWith(troubles.Select(trouble => trouble.Cause));
    }
}
