namespace EventPics.Cli.Internal;

/// <summary>Acts on triggers: holds the queue while the camera works, and enqueues the files they name once these are written.</summary>
internal sealed class TriggerDesk(Shell shell, SendingRun run, Notices notices, Target named, Task<Target> search, AllowedFolders folders) : IDisposable
{
    // A booth program that died must not keep the pictures back.
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestWrite = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<Task> _work = [];
    private readonly Task _stopped = shell.Interruption.WaitAsync();
    private readonly UploadIntake _intake = new(shell, run, notices) { IsPatient = true };
    private IDisposable? _hold;
    private ITimer? _release;

    /// <summary>What found no room in the queue.</summary>
    public IReadOnlyCollection<FileResult> Left => _intake.Left;

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

        // Looked for once: a name alone may take a while to find.
        var found = trigger.Parameters.ToDictionary(parameter => parameter, folders.Find, StringComparer.Ordinal);
        var files = found.Values.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in Unfound(found))
        {
            notices.Add(Path.IsPathRooted(name) ? shell.Texts.OutsideAllowedFolders(name.Plain()) : shell.Texts.NotInAllowedFolders(name.Plain()));
        }

        lock (_lock)
        {
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

    private void Hold()
    {
        lock (_lock)
        {
            _hold ??= run.Queue.Hold();
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
        var delivery = new FileResult(file, named.LinkId, named.AlbumId);
        try
        {
            var target = await search.ConfigureAwait(false);
            delivery = delivery with { AlbumId = target.AlbumId };
            await WrittenAsync(file).ConfigureAwait(false);
            await _intake.TakeAsync(delivery with { Bytes = UploadJob.Length(file) }, _stopped).ConfigureAwait(false);
            run.Nudge();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or ToolException or EventPicsException or OperationCanceledException)
        {
            run.Book.Refuse(delivery, e is OperationCanceledException ? shell.Texts.NotQueued : Explanation.Of(e, shell.Texts).Short);
        }
        finally
        {
            lock (_lock)
            {
                // A later trigger may name it again: the same bytes are not sent twice, other bytes are a new picture.
                _taken.Remove(file);
            }
        }
    }

    // The trigger may come before the booth program has closed the file.
    private async Task WrittenAsync(string file)
    {
        var start = shell.Time.GetTimestamp();
        (long Length, DateTime Time) last = default;
        while (true)
        {
            await Task.Delay(Quiet, shell.Time, shell.Stop).ConfigureAwait(false);
            var info = new FileInfo(file);
            var now = info.Exists ? (info.Length, info.LastWriteTimeUtc) : default;
            if ((now.Length > 0 && now == last) || shell.Time.GetElapsedTime(start) > LongestWrite)
            {
                return;
            }

            last = now;
        }
    }
}
