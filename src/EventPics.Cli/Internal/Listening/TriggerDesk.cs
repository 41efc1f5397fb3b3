using System.Collections.Concurrent;
using EventPics.HotFolder;

namespace EventPics.Cli.Internal;

/// <summary>Acts on triggers: holds the queue while the camera works, and enqueues the files they name once these are written.</summary>
internal sealed class TriggerDesk(Shell shell, SendingRun run, Notices notices, TargetSearch search, AllowedFolders folders, ListenWishes wishes) : IDisposable
{
    // A booth program that died must not keep the photos back.
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan UsualWrite = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LaterLook = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<Task> _work = [];
    private readonly ConcurrentQueue<FileResult> _unfinished = new();
    private readonly Task _stopped = shell.Interruption.WaitAsync();
    private readonly UploadIntake _intake = new(shell, run, notices) { IsPatient = true, Resend = wishes.Resend };
    private IDisposable? _hold;
    private ITimer? _release;

    /// <summary>What is not in the queue: it found no room, or was never finished.</summary>
    public IReadOnlyCollection<FileResult> Left => [.. _intake.Left, .. _unfinished];

    /// <summary>Takes a trigger; tells how many of its files are enqueued or about to be.</summary>
    public int Take(Trigger trigger)
    {
        if (trigger.StartsHold)
        {
            Hold();
        }
        else if (trigger.EndsHold)
        {
            Release();
        }

        if (wishes.Triggers.Count > 0 && !wishes.Triggers.Contains(trigger.Type, StringComparer.OrdinalIgnoreCase))
        {
            return 0;
        }

        // Looked for once: a name alone may take a while to find.
        var found = trigger.Parameters.ToDictionary(parameter => parameter, folders.Find, StringComparer.Ordinal);
        var files = found.Values.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in Unfound(found))
        {
            notices.Add(Path.IsPathRooted(name) ? shell.Texts.OutsideAllowedFolders(name.Plain()) : shell.Texts.NotInAllowedFolders(name.Plain()));
        }

        files = [.. files.Where(IsWanted)];
        lock (_lock)
        {
            _work.RemoveAll(task => task.IsCompleted);
            foreach (var file in files.Where(_taken.Add))
            {
                _work.Add(EnqueueAsync(file));
            }
        }

        return files.Count;
    }

    /// <summary>Waits for the files that were named.</summary>
    public async Task FinishAsync()
    {
        Task[] work;
        lock (_lock)
        {
            work = [.. _work];
        }

        await Task.WhenAll(work).ConfigureAwait(false);
    }

    public void Dispose() => Release();

    // A list and its parts come both: if either names a file, the other need not, and if neither does, it is said of the list.
    private static IEnumerable<string> Unfound(Dictionary<string, string?> found) =>
        found.Where(pair => pair.Value is null && AllowedFolders.LooksLikePicture(pair.Key))
            .Select(pair => pair.Key)
            .Where(name => !found.Any(other => other.Key != name
                && (other.Key.Contains(name, StringComparison.Ordinal) || (other.Value is not null && name.Contains(other.Key, StringComparison.Ordinal)))));

    private bool IsWanted(string file)
    {
        if (folders.WhySkipped(file) is not { } reason || reason == SkipReason.Empty)
        {
            return true;
        }

        if (SkipWords.Counts(reason, file))
        {
            var isByInclude = reason == SkipReason.NotIncluded && Patterns.AreWhy(file, wishes.Include);
            run.Book.Skip(
                new FileResult(file, search.Shown.LinkId, null) { Bytes = UploadJob.Length(file), Error = isByInclude ? shell.Texts.NotInInclude : null },
                isByInclude ? SkipReason.Excluded : reason);
        }

        return false;
    }

    private void Hold()
    {
        lock (_lock)
        {
            _hold ??= run.Hold();
            _release ??= shell.Time.CreateTimer(_ => Release(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _release.Change(LongestHold, Timeout.InfiniteTimeSpan);
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
        var delivery = new FileResult(file, search.Shown.LinkId, null) { Bytes = UploadJob.Length(file) };
        try
        {
            var stillness = new Stillness(shell.Time);
            var isDone = false;
            while (!isDone)
            {
                var found = await WrittenAsync(file, stillness).ConfigureAwait(false);
                await search.Found.WaitAsync(shell.Stop).ConfigureAwait(false);
                var target = search.Target!;
                delivery = new FileResult(file, target.LinkId, target.AlbumId) { Bytes = found.Length };
                isDone = await _intake.TakeAsync(delivery, found, isNamed: false, _stopped).ConfigureAwait(false);
            }

            run.Nudge();
        }
        catch (OperationCanceledException)
        {
            _unfinished.Enqueue(delivery with { Error = shell.Texts.WaitingFor(WaitReason.Unfinished) });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or ToolException or EventPicsException)
        {
            run.Book.Refuse(delivery, Explanation.Of(e, shell.Texts).Short);
        }
        finally
        {
            lock (_lock)
            {
                // A later trigger may name it again: the same bytes are not sent twice, other bytes are a new photo.
                _taken.Remove(file);
            }
        }
    }

    // The trigger may come before the booth program has closed the file, or while a video is still being recorded.
    private async Task<MediaFileExamination> WrittenAsync(string file, Stillness stillness)
    {
        var start = shell.Time.GetTimestamp();
        var isTold = false;
        while (true)
        {
            if (await stillness.ExamineAsync(file, CancellationToken.None).ConfigureAwait(false) is { Incomplete: null, Length: > 0 } still)
            {
                return still;
            }

            var waited = shell.Time.GetElapsedTime(start);
            if (!isTold && waited > UsualWrite)
            {
                isTold = true;
                notices.Add(shell.Texts.WaitingForWriter(file.Plain(), 1));
            }

            try
            {
                await Task.Delay(waited > UsualWrite ? LaterLook : Look, shell.Time, shell.Stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // A whole photo is queued however soon the listening ends; what is unfinished can't be.
                return await MediaFileExaminer.ExamineAsync(file, CancellationToken.None).ConfigureAwait(false) is { Incomplete: null, IsBeingWritten: false, Length: > 0 } whole
                    ? whole
                    : throw new OperationCanceledException(shell.Stop);
            }
        }
    }
}
