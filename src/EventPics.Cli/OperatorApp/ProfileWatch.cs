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

    private readonly CommandContext _context;
    private readonly SendingSession _session;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _task;
    private volatile IReadOnlyList<(HotFolderWatcher Folder, HotFolderListener Listener)> _open = [];
    private string? _reported;

    public ProfileWatch(CommandContext context, SendingSession session, Profile profile)
    {
        (_context, _session, Profile) = (context, session, profile);
        _task = RunAsync(_end.Token);
    }

    /// <summary>The profile; what is not watched may be replaced.</summary>
    public Profile Profile { get; set; }

    public Destination? Destination { get; private set; }

    /// <summary>Why the folders are not watched.</summary>
    public string? Problem { get; private set; }

    /// <summary>How many files were not in the queue yet when the folders were closed.</summary>
    public int Unfinished { get; private set; }

    public HotFolderWatcher[] Folders => [.. _open.Select(open => open.Folder)];

    /// <summary>Whether two profiles watch the same, so that the folders may stay open.</summary>
    public static bool WatchesSame(Profile a, Profile b) =>
        ProfileJson.Write(ProfileWatchSettings.WatchedPart(a))
            .AsSpan().SequenceEqual(ProfileJson.Write(ProfileWatchSettings.WatchedPart(b)));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _task.ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
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
                    await WatchAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    // A service has no operator: the event may be created, the network return, or the profile be corrected.
                    Report(UserError.FromException(e, _context.Texts));
                }

                await CloseAsync().ConfigureAwait(false);
                await Task.Delay(RetryInterval, _context.Time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The profile has changed, or the process ends.
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
            await CloseAsync().ConfigureAwait(false);
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

    private async Task CloseAsync()
    {
        var open = _open;
        (_open, Destination) = ([], null);
        foreach (var (folder, listener) in open)
        {
            await folder.DisposeAsync().ConfigureAwait(false);
            await listener.CatchUpAsync(folder.Status).ConfigureAwait(false);
        }

        Unfinished = open.Sum(each => each.Folder.Status.Waiting.Count);
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
