using EventPics.HotFolder;

namespace EventPics.Cli.Internal;

/// <summary>Says what a board shows of a folder's troubles where there is none: each when it comes up.</summary>
internal sealed class FolderWarnings : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private readonly Shell _shell;
    private readonly Notices _notices;
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _following;

    public FolderWarnings(Shell shell, Notices notices, Func<HotFolderStatus?> status)
    {
        (_shell, _notices) = (shell, notices);
        _following = FollowAsync(status);
    }

    /// <summary>Says what came up at the end. Why files still wait, the summary says.</summary>
    public async Task FinishAsync(HotFolderStatus status)
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(false);
        Tell(new HotFolderStatus { NotFinished = status.NotFinished });
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task FollowAsync(Func<HotFolderStatus?> status)
    {
        while (!_end.IsCancellationRequested)
        {
            if (status() is { } now)
            {
                Tell(now);
            }

            await Task.WhenAny(Task.Delay(Look, _shell.Time, _end.Token)).ConfigureAwait(false);
        }
    }

    private void Tell(HotFolderStatus status)
    {
        List<FolderTrouble> troubles = [.. FolderTrouble.Of(status, _shell.Texts, _shell.Time.GetUtcNow())];
        troubles.Where(trouble => _told.Add(trouble.Cause)).ToList().ForEach(trouble => _notices.WarnUnlessShown(trouble.Sentence));
        _told.IntersectWith(troubles.Select(trouble => trouble.Cause));
    }
}
