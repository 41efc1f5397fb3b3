using System.Collections.Concurrent;
using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Destinations;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Watch;

/// <summary>Takes down what the hot folder tells of its files.</summary>
internal sealed class HotFolderListener(CommandContext shell, WatchSettings wishes, SendingSession run, Notices notices, Destination target)
{
    private static readonly TimeSpan CatchUpTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly HashSet<string> _empty = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _withoutAlbum = new(StringComparer.Ordinal);
    private int _handledCount;

    public void Handle(HotFolderEventArgs change)
    {
        switch (change.Change)
        {
            case HotFolderChange.Enqueued or HotFolderChange.AlreadyKnown:
                run.Tracker.Add(New(change.Path) with { AlbumId = change.Upload!.AlbumId }, change.Upload, change.Change == HotFolderChange.AlreadyKnown);
                run.Wake();
                break;
            case HotFolderChange.Refused:
                run.Tracker.AddFailed(New(change.Path), change.SkipReason == SkipReason.InvalidName ? shell.Texts.InvalidName : change.Message ?? shell.Texts.Unexpected);
                break;
            case HotFolderChange.Skipped:
                Skip(change);
                break;
            case HotFolderChange.FolderLost:
                notices.WarnUnlessShown(shell.Texts.FolderUnavailable);
                return;
            case HotFolderChange.FolderFound when Volatile.Read(ref _handledCount) > 0:
                notices.InfoUnlessShown(shell.Texts.FolderAvailableAgain);
                return;
            default:
                return;
        }

        Interlocked.Increment(ref _handledCount);
    }

    /// <summary>Refuses a file that stays empty, once.</summary>
    public void FailEmpty(string file)
    {
        lock (_empty)
        {
            if (!_empty.Add(file))
            {
                return;
            }
        }

        run.Tracker.AddFailed(New(file) with { Bytes = 0 }, shell.Texts.EmptyFile);
    }

    public bool IsFailedAsEmpty(string file)
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
        while (Volatile.Read(ref _handledCount) < status.Enqueued + status.AlreadyKnown + status.Refused + status.Skipped
            && shell.Time.GetElapsedTime(start) < CatchUpTimeout)
        {
            await Task.Delay(PollInterval, shell.Time).ConfigureAwait(false);
        }
    }

    public FileResult New(string file) => new(file, target.LinkId, target.AlbumId) { Bytes = FileLength.Find(file) };

    /// <summary>Asks for albums, and says once for each sub-folder that there is none of its name.</summary>
    public Func<string, CancellationToken, Task<string?>> WithMissingAlbumNotice(Func<string, CancellationToken, Task<string?>> find) => async (title, cancellationToken) =>
    {
        var album = await find(title, cancellationToken).ConfigureAwait(false);
        if (album is null && _withoutAlbum.TryAdd(title, true))
        {
            notices.Add(shell.Texts.NoAlbumForSubfolder(title.Sanitize()));
        }

        return album;
    };

    private void Skip(HotFolderEventArgs change)
    {
        switch (change.SkipReason!.Value)
        {
            case SkipReason.Empty when wishes.Once:
                FailEmpty(change.Path);
                break;
            case { } reason when SkipReasonCodes.IsReported(reason, change.Path):
                if (reason == SkipReason.NotIncluded && FilePatterns.IsExcludedByInclude(change.Path, wishes.Include))
                {
                    run.Tracker.AddSkipped(New(change.Path) with { Error = shell.Texts.NotInInclude }, SkipReason.Excluded);
                    break;
                }

                if (reason == SkipReason.Link)
                {
                    notices.Add(shell.Texts.SkippedSymlink(change.Path.Sanitize()));
                }

                run.Tracker.AddSkipped(New(change.Path) with { Upload = change.Upload, Error = DescribeSkip(reason, change) }, reason);
                break;
            default:
                break;
        }
    }

    private string? DescribeSkip(SkipReason reason, HotFolderEventArgs change) =>
        reason == SkipReason.OtherEvent && change.Upload is { } upload && upload.LinkId != target.LinkId
            ? shell.Texts.WentToOtherEvent(DestinationResolver.TitleOf(shell, upload.LinkId).Sanitize(), upload.UploadedAt ?? upload.EnqueuedAt, upload.State == QueuedUploadState.Uploaded)
            : null;
}
