using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Profiles;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Destinations;
using EventPics.Cli.Watching;
using EventPics.HotFolder;

namespace EventPics.Cli.OperatorApp;

/// <summary>Watches the folders of one profile, as soon as its event is known, and for as long as it exists.</summary>
internal sealed class ProfileWatch : IAsyncDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    // While it lasts, new photos would still go to the previous event.
    private static readonly TimeSpan MaxSettleTime = TimeSpan.FromSeconds(5);

    private readonly CommandContext _context;
    private readonly SendingSession _session;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _task;
    private volatile IReadOnlyList<(HotFolderWatcher Folder, HotFolderListener Listener)> _open = [];
    private string? _reported;
    private long _eventSince;

    /// <param name="context">The context of the command.</param>
    /// <param name="session">The session that sends.</param>
    /// <param name="profile">What to watch.</param>
    /// <param name="eventSince">Since when new files are for the profile's event: a timestamp of the context's clock.</param>
    public ProfileWatch(CommandContext context, SendingSession session, Profile profile, long eventSince)
    {
        (_context, _session, Profile, _eventSince) = (context, session, profile, eventSince);
        _task = RunAsync(_end.Token);
    }

    /// <summary>The profile; what is not watched may be replaced.</summary>
    public Profile Profile { get; set; }

    public Destination? Destination { get; private set; }

    /// <summary>Why the folders are not watched.</summary>
    public string? Problem { get; private set; }

    /// <summary>The files that were not in the queue yet when the folders were closed.</summary>
    public IReadOnlyList<WaitingFile> Unfinished { get; private set; } = [];

    /// <summary>
    /// Since when new files are for the next event: now, or since no folder is open. Photos taken while the event was mistyped went to
    /// none, and are for the one that is found at last.
    /// </summary>
    public long FreeSince => _open.Count > 0 ? _context.Time.GetTimestamp() : _eventSince;

    public HotFolderWatcher[] Folders => [.. _open.Select(open => open.Folder)];

    /// <summary>Whether two profiles watch the same, so that the folders may stay open.</summary>
    public static bool WatchesSame(Profile a, Profile b) =>
        ProfileJson.Write(ProfileWatchSettings.WatchedPart(a))
            .AsSpan().SequenceEqual(ProfileJson.Write(ProfileWatchSettings.WatchedPart(b)));

    /// <summary>Ends the watch for another one. Files that have arrived are still queued, unless that takes too long.</summary>
    /// <param name="following">What is watched next.</param>
    public async Task EndAsync(Profile following)
    {
        await SettleAsync().ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
        var isCovered = following.Event == Profile.Event && Profile.Folders.All(following.Folders.Contains);
        if (Unfinished.Count > 0 && !isCovered)
        {
            _context.Warn(_context.Texts.LeftByProfileChange(Unfinished.Count));
            Unfinished.ToList().ForEach(file => _context.Info("  " + file.Path.Sanitize()));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _task.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    await WatchAndCloseAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    // A service has no operator: the event may be created, the network return, or the profile be corrected.
                    Report(UserError.FromException(e, _context.Texts));
                }

                await Task.Delay(RetryInterval, _context.Time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The profile has changed, or the process ends.
        }
    }

    private async Task WatchAndCloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WatchAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await CloseAsync().ConfigureAwait(false);
        }
    }

    /// <exception cref="CommandException">The event or album does not exist, or can't be looked up at present.</exception>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var lookup = new DestinationLookup(_context, Profile.Event!, Profile.Album, _session.Notices);
        await lookup.LookUpAsync(cancellationToken).ConfigureAwait(false);
        var destination = await lookup.FindAsync(cancellationToken).ConfigureAwait(false);
        var confirmation = new DestinationConfirmation(_context, _session, lookup, cancellationToken);
        await using var confirmationScope = confirmation.ConfigureAwait(false);
        await OpenAsync(destination, cancellationToken).ConfigureAwait(false);
        await confirmation.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (confirmation.Failure is { } failure)
        {
            throw failure;
        }

        if (lookup.Destination is { } confirmed && (confirmed.LinkId, confirmed.AlbumId) != (destination.LinkId, destination.AlbumId))
        {
            // What was taken for an ID was a title.
            var since = FreeSince;
            await SettleAsync().ConfigureAwait(false);
            await CloseAsync().ConfigureAwait(false);
            _eventSince = since;
            await OpenAsync(confirmed, cancellationToken).ConfigureAwait(false);
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, _context.Time, cancellationToken).ConfigureAwait(false);
    }

    private async Task OpenAsync(Destination destination, CancellationToken cancellationToken)
    {
        foreach (var folder in Profile.Folders)
        {
            var settings = ProfileWatchSettings.ForFolder(Profile, folder, _context.Time);
            var listener = new HotFolderListener(_context, settings, _session, destination);
            var options = settings.CreateHotFolderOptions(destination, _session.Client, _context);
            options.EventSince = _context.Time.GetUtcNow() - _context.Time.GetElapsedTime(_eventSince);
            options.FindAlbum = options.FindAlbum is { } find ? listener.WithMissingAlbumNotice(find) : null;
            var watcher = await HotFolderWatcher.OpenAsync(
                _session.Queue, options, _context.Loggers, CancellationToken.None).ConfigureAwait(false);
            watcher.Changed += (_, change) => listener.Handle(change);
            _open = [.. _open, (watcher, listener)];
        }

        (Destination, Problem, _reported) = (destination, null, null);
        var errors = await Task.WhenAll(
            Profile.Folders.Zip(Folders, (path, folder) => ScanAsync(path, folder, destination, cancellationToken))).ConfigureAwait(false);
        if (Array.TrueForAll(errors, static error => error is not null))
        {
            throw errors[0]!;
        }

        errors.OfType<CommandException>().ToList().ForEach(error => _context.Warn(error.Message));
    }

    // A photo that arrives before the first scan, but after another event's, would count as the other one's.
    private async Task<CommandException?> ScanAsync(
        string path, HotFolderWatcher folder, Destination destination, CancellationToken cancellationToken)
    {
        try
        {
            await folder.ScanAsync(cancellationToken).ConfigureAwait(false);
            _session.Notices.InfoUnlessShown(_context.Texts.Watching(path.Sanitize(), Texts.Place(destination)));
            return null;
        }
        catch (IOException e) when (folder.Status is { ClaimedBy: not null, Problems: [var problem, ..] })
        {
            return new CommandException(ExitCodes.Failed, _context.Texts.FolderProblem(problem).Sanitize(), e.Message, e);
        }
    }

    // What arrives from now on is found by the next watch, which skips what is queued by then.
    private Task SettleAsync() => Task.WhenAll(Folders.Select(async folder =>
    {
        using var limit = new CancellationTokenSource(MaxSettleTime, _context.Time);
        try
        {
            await folder.WaitUntilSettledAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            // Its unfinished files are named when it is closed. A folder that is gone has none.
        }
    }));

    private async Task CloseAsync()
    {
        (_eventSince, var open) = (FreeSince, _open);
        (_open, Destination) = ([], null);
        await Task.WhenAll(open.Select(each => each.Folder.DisposeAsync().AsTask())).ConfigureAwait(false);
        Unfinished = [.. open.SelectMany(each => each.Folder.Status.Waiting)];
        await Task.WhenAll(open.Select(each => each.Listener.CatchUpAsync(each.Folder.Status))).ConfigureAwait(false);
    }

    private void Report(UserError error)
    {
        Problem = error.Message;
        if (_reported != error.Message)
        {
            _reported = error.Message;
            _context.Warn(error.Message);
        }
    }
}
