using System.Collections.Concurrent;
using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Destinations;
using EventPics.HotFolder;

namespace EventPics.Cli.Commands.Listen;

/// <summary>
/// Handles triggers: holds the queue while the camera works, and queues the files that they refer to once these are written.
/// </summary>
internal sealed class TriggerProcessor(
    CommandContext context, SendingSession session, DestinationLookup lookup, AllowedFolders folders, ListenSettings settings) : IDisposable
{
    // A booth program that crashed must not hold back the photos.
    private static readonly TimeSpan MaxHoldDuration = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SlowWriteThreshold = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SlowPollInterval = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _inProgress = new(StringComparer.Ordinal);
    private readonly List<Task> _tasks = [];
    private readonly ConcurrentQueue<FileResult> _unfinished = new();
    private readonly Task _stopped = context.Shutdown.WaitAsync();
    private readonly FileEnqueuer _enqueuer = new(context, session)
    {
        WaitsForDiskSpace = true,
        Resend = settings.Resend,
        TimeZone = settings.TimeZone,
    };

    private IDisposable? _hold;
    private ITimer? _release;

    /// <summary>The files that are not in the queue, for want of disk space or because they were never finished.</summary>
    public IReadOnlyCollection<FileResult> NotQueued => [.. _enqueuer.NotQueued, .. _unfinished];

    /// <summary>Handles a trigger, and returns how many of its files are or will be queued.</summary>
    public int Process(Trigger trigger)
    {
        if (trigger.StartsHold)
        {
            Hold();
        }
        else if (trigger.EndsHold)
        {
            Release();
        }

        if (settings.Triggers.Count > 0 && !settings.Triggers.Contains(trigger.Type, StringComparer.OrdinalIgnoreCase))
        {
            return 0;
        }

        // Searched once, since a bare file name may take a while to find.
        var found = trigger.Parameters.ToDictionary(parameter => parameter, folders.Find, StringComparer.Ordinal);
        var files = found.Values.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in FindUnknownNames(found))
        {
            session.Notices.Add(
                Path.IsPathRooted(name)
                    ? context.Texts.OutsideAllowedFolders(name.Sanitize())
                    : context.Texts.NotInAllowedFolders(name.Sanitize()));
        }

        files = [.. files.Where(ShouldSend)];
        lock (_lock)
        {
            _tasks.RemoveAll(task => task.IsCompleted);
            foreach (var file in files.Where(_inProgress.Add))
            {
                _tasks.Add(EnqueueAsync(file));
            }
        }

        return files.Count;
    }

    /// <summary>Waits for the files of all triggers.</summary>
    public async Task FinishAsync()
    {
        Task[] work;
        lock (_lock)
        {
            work = [.. _tasks];
        }

        await Task.WhenAll(work).ConfigureAwait(false);
    }

    public void Dispose() => Release();

    // A list arrives together with its parts: if one of them is a file, the others needn't be; if none is, the list is reported.
    private static IEnumerable<string> FindUnknownNames(Dictionary<string, string?> found) =>
        found.Where(pair => pair.Value is null && AllowedFolders.LooksLikeMediaFile(pair.Key))
            .Select(pair => pair.Key)
            .Where(name => !found.Any(other => other.Key != name
                && (other.Key.Contains(name, StringComparison.Ordinal)
                    || (other.Value is not null && name.Contains(other.Key, StringComparison.Ordinal)))));

    private bool ShouldSend(string file)
    {
        if (folders.FindSkipReason(file) is not { } reason || reason == SkipReason.Empty)
        {
            return true;
        }

        if (SkipReasonCodes.IsReported(reason, file))
        {
            var isByInclude = reason == SkipReason.NotIncluded && FilePatterns.IsExcludedByInclude(file, settings.Include);
            session.Tracker.AddSkipped(
                new FileResult(file, lookup.BestKnown.LinkId, null) { Bytes = FileLength.Find(file), Error = isByInclude ? context.Texts.NotInInclude : null },
                isByInclude ? SkipReason.Excluded : reason);
        }

        return false;
    }

    private void Hold()
    {
        lock (_lock)
        {
            _hold ??= session.Hold();
            _release ??= context.Time.CreateTimer(_ => Release(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _release.Change(MaxHoldDuration, Timeout.InfiniteTimeSpan);
        }
    }

    private void Release()
    {
        lock (_lock)
        {
            _release?.Dispose();
            _hold?.Dispose();
            (_release, _hold) = (null, null);
        }
    }

    private async Task EnqueueAsync(string file)
    {
        var result = new FileResult(file, lookup.BestKnown.LinkId, null) { Bytes = FileLength.Find(file) };
        try
        {
            var quietPeriod = new QuietPeriodChecker(context.Time);
            var isDone = false;
            while (!isDone)
            {
                var found = await WaitUntilWrittenAsync(file, quietPeriod).ConfigureAwait(false);
                await lookup.Found.WaitAsync(context.StoppingToken).ConfigureAwait(false);
                var destination = lookup.Destination!;
                result = new FileResult(file, destination.LinkId, destination.AlbumId) { Bytes = found.Length };
                isDone = await _enqueuer.EnqueueAsync(result, found, isExplicit: false, _stopped).ConfigureAwait(false);
            }

            session.Wake();
        }
        catch (OperationCanceledException)
        {
            _unfinished.Enqueue(result with { Error = context.Texts.WaitingFor(WaitReason.Unfinished) });
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or ArgumentException or CommandException or EventPicsException)
        {
            session.Tracker.AddFailed(result, UserError.FromException(e, context.Texts).ShortMessage);
        }
        finally
        {
            lock (_lock)
            {
                // A later trigger may refer to it again: the same bytes are not sent twice, other bytes are a new photo.
                _inProgress.Remove(file);
            }
        }
    }

    // The trigger may arrive before the booth program has closed the file, or while a video is still being recorded.
    private async Task<MediaFileExamination> WaitUntilWrittenAsync(string file, QuietPeriodChecker quietPeriod)
    {
        var start = context.Time.GetTimestamp();
        var isReported = false;
        while (true)
        {
            // A photo may stay open in a program that has finished it; a video in fragments looks complete after each of them.
            if (await quietPeriod.ExamineAsync(file, CancellationToken.None).ConfigureAwait(false) is { Incomplete: null, Length: > 0 } found
                && (found.Kind == MediaFileKind.Photo || !found.IsBeingWritten))
            {
                return found;
            }

            var waited = context.Time.GetElapsedTime(start);
            if (!isReported && waited > SlowWriteThreshold)
            {
                isReported = true;
                session.Notices.Add(context.Texts.WaitingForWriter(file.Sanitize(), 1));
            }

            try
            {
                await Task.Delay(
                    waited > SlowWriteThreshold ? SlowPollInterval : PollInterval,
                    context.Time, context.StoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // A complete photo is queued even during a shutdown; an unfinished one can't be.
                return await MediaFileExaminer.ExamineAsync(file, CancellationToken.None).ConfigureAwait(false) is { Incomplete: null, IsBeingWritten: false, Length: > 0 } last
                    ? last
                    : throw new OperationCanceledException(context.StoppingToken);
            }
        }
    }
}
