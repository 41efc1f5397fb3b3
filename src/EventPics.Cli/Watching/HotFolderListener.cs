using System.Collections.Concurrent;
using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Destinations;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Watching;

/// <summary>Passes the hot folder's events on to the session's tracker and notices.</summary>
internal sealed class HotFolderListener(CommandContext context, WatchSettings settings, SendingSession session, Destination destination)
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
                session.Tracker.Add(
                    New(change.Path) with { AlbumId = change.Upload!.AlbumId }, change.Upload,
                    change.Change == HotFolderChange.AlreadyKnown);
                session.Wake();
                break;
            case HotFolderChange.Failed:
                session.Tracker.AddFailed(
                    New(change.Path),
                    change.SkipReason == SkipReason.InvalidName ? context.Texts.InvalidName : change.Message ?? context.Texts.Unexpected);
                break;
            case HotFolderChange.Skipped:
                Skip(change);
                break;
            case HotFolderChange.FolderLost:
                session.Notices.WarnUnlessShown(context.Texts.FolderUnavailable);
                return;
            case HotFolderChange.FolderFound when Volatile.Read(ref _handledCount) > 0:
                session.Notices.InfoUnlessShown(context.Texts.FolderAvailableAgain);
                return;
            default:
                return;
        }

        Interlocked.Increment(ref _handledCount);
    }

    /// <summary>Reports a file that stays empty as failed, once.</summary>
    public void FailEmpty(string file)
    {
        lock (_empty)
        {
            if (!_empty.Add(file))
            {
                return;
            }
        }

        session.Tracker.AddFailed(New(file) with { Bytes = 0 }, context.Texts.EmptyFile);
    }

    public bool IsFailedAsEmpty(string file)
    {
        lock (_empty)
        {
            return _empty.Contains(file);
        }
    }

    /// <summary>Waits until every event is handled: they are raised on another thread, a moment after the status changes.</summary>
    public async Task CatchUpAsync(HotFolderStatus status)
    {
        var start = context.Time.GetTimestamp();
        while (Volatile.Read(ref _handledCount) < status.Enqueued + status.AlreadyKnown + status.Failed + status.Skipped
            && context.Time.GetElapsedTime(start) < CatchUpTimeout)
        {
            await Task.Delay(PollInterval, context.Time).ConfigureAwait(false);
        }
    }

    public FileResult New(string file) => new(file, destination.LinkId, destination.AlbumId) { Bytes = FileLength.Find(file) };

    /// <summary>Adds a notice, once per subfolder, when there is no album of its name.</summary>
    public Func<string, CancellationToken, Task<string?>> WithMissingAlbumNotice(
        Func<string, CancellationToken, Task<string?>> find) => async (title, cancellationToken) =>
    {
        var album = await find(title, cancellationToken).ConfigureAwait(false);
        if (album is null && _withoutAlbum.TryAdd(title, true))
        {
            session.Notices.Add(context.Texts.NoAlbumForSubfolder(title.Sanitize()));
        }

        return album;
    };

    private void Skip(HotFolderEventArgs change)
    {
        switch (change.SkipReason!.Value)
        {
            case SkipReason.Empty when settings.Once:
                FailEmpty(change.Path);
                break;
            case { } reason when SkipReasonCodes.IsReported(reason, change.Path):
                if (reason == SkipReason.NotIncluded && FilePatterns.IsExcludedByInclude(change.Path, settings.Include))
                {
                    session.Tracker.AddSkipped(New(change.Path) with { Error = context.Texts.NotInInclude }, SkipReason.Excluded);
                    break;
                }

                if (reason == SkipReason.SymbolicLink)
                {
                    session.Notices.Add(context.Texts.SkippedSymlink(change.Path.Sanitize()));
                }

                session.Tracker.AddSkipped(New(change.Path) with { Upload = change.Upload, Error = DescribeSkip(reason, change) }, reason);
                break;
            default:
                break;
        }
    }

    private string? DescribeSkip(SkipReason reason, HotFolderEventArgs change) =>
        reason == SkipReason.OtherEvent && change.Upload is { } upload && upload.LinkId != destination.LinkId
            ? context.Texts.WentToOtherEvent(
                DestinationResolver.TitleOf(context, upload.LinkId).Sanitize(), upload.UploadedAt ?? upload.EnqueuedAt,
                upload.State == QueuedUploadState.Uploaded)
            : null;
}
