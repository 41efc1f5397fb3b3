using System.Collections.Concurrent;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>Takes down what the hot folder tells of its files.</summary>
internal sealed class WatchNews(Shell shell, WatchWishes wishes, SendingRun run, Notices notices, Target target)
{
    private static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(20);

    private readonly HashSet<string> _empty = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _withoutAlbum = new(StringComparer.Ordinal);
    private int _count;

    public void Take(HotFolderEventArgs change)
    {
        switch (change.Change)
        {
            case HotFolderChange.Enqueued or HotFolderChange.AlreadyKnown:
                run.Book.Take(New(change.Path) with { AlbumId = change.Upload!.AlbumId }, change.Upload, change.Change == HotFolderChange.AlreadyKnown);
                run.Nudge();
                break;
            case HotFolderChange.Refused:
                run.Book.Refuse(New(change.Path), change.SkipReason == SkipReason.InvalidName ? shell.Texts.InvalidName : change.Message ?? shell.Texts.Unexpected);
                break;
            case HotFolderChange.Skipped:
                Skip(change);
                break;
            case HotFolderChange.FolderLost:
                notices.WarnUnlessShown(shell.Texts.FolderGone);
                return;
            case HotFolderChange.FolderFound when Volatile.Read(ref _count) > 0:
                notices.SayUnlessShown(shell.Texts.FolderBack);
                return;
            default:
                return;
        }

        Interlocked.Increment(ref _count);
    }

    /// <summary>Refuses a file that stays empty, once.</summary>
    public void RefuseEmpty(string file)
    {
        lock (_empty)
        {
            if (!_empty.Add(file))
            {
                return;
            }
        }

        run.Book.Refuse(New(file) with { Bytes = 0 }, shell.Texts.EmptyFile);
    }

    public bool IsRefusedAsEmpty(string file)
    {
        lock (_empty)
        {
            return _empty.Contains(file);
        }
    }

    /// <summary>Waits until all is taken down: the news comes on another thread, a moment after the fact.</summary>
    public async Task CatchUpAsync(HotFolderStatus status)
    {
        var start = shell.Time.GetTimestamp();
        while (Volatile.Read(ref _count) < status.Enqueued + status.AlreadyKnown + status.Refused + status.Skipped
            && shell.Time.GetElapsedTime(start) < LongestLag)
        {
            await Task.Delay(Blink, shell.Time).ConfigureAwait(false);
        }
    }

    public FileResult New(string file) => new(file, target.LinkId, target.AlbumId) { Bytes = UploadJob.Length(file) };

    /// <summary>Asks for albums, and says once for each sub-folder that there is none of its name.</summary>
    public Func<string, CancellationToken, Task<string?>> TellOfMissing(Func<string, CancellationToken, Task<string?>> find) => async (title, cancellationToken) =>
    {
        var album = await find(title, cancellationToken).ConfigureAwait(false);
        if (album is null && _withoutAlbum.TryAdd(title, true))
        {
            notices.Add(shell.Texts.NoAlbumForSubfolder(title.Plain()));
        }

        return album;
    };

    private void Skip(HotFolderEventArgs change)
    {
        switch (change.SkipReason!.Value)
        {
            case SkipReason.Empty when wishes.Once:
                RefuseEmpty(change.Path);
                break;
            case { } reason when SkipWords.Counts(reason, change.Path):
                if (reason == SkipReason.NotIncluded && Patterns.AreWhy(change.Path, wishes.Include))
                {
                    run.Book.Skip(New(change.Path) with { Error = shell.Texts.NotInInclude }, SkipReason.Excluded);
                    break;
                }

                if (reason == SkipReason.Link)
                {
                    notices.Add(shell.Texts.SkippedLink(change.Path.Plain()));
                }

                run.Book.Skip(New(change.Path) with { Upload = change.Upload, Error = WhySkipped(reason, change) }, reason);
                break;
            default:
                break;
        }
    }

    private string? WhySkipped(SkipReason reason, HotFolderEventArgs change) =>
        reason == SkipReason.OtherEvent && change.Upload is { } upload && upload.LinkId != target.LinkId
            ? shell.Texts.WentToOtherEvent(TargetFinder.TitleOf(shell, upload.LinkId).Plain(), upload.UploadedAt ?? upload.EnqueuedAt, upload.State == QueuedUploadState.Uploaded)
            : null;
}
