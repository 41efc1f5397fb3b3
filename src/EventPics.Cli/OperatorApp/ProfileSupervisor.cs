using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Profiles;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Clients;
using EventPics.HotFolder;

namespace EventPics.Cli.OperatorApp;

/// <summary>
/// Watches what the profile says, and something else as soon as it changes. The queue stays open, so photos that are already enqueued keep
/// their destination.
/// </summary>
internal sealed class ProfileSupervisor : IAsyncDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    private readonly CommandContext _context;
    private readonly CancellationTokenSource _end = new();
    private Task _followTask = Task.CompletedTask;
    private volatile ProfileWatch? _watch;
    private volatile LoadedProfile _loaded;
    private volatile string? _failure;
    private LoadedProfile? _applied;
    private string? _limit;
    private long _eventSince;

    public ProfileSupervisor(CommandContext context, ProfileStore store, SendingSession session, LoadedProfile loaded)
    {
        (_context, Store, Session, _loaded, _eventSince) = (context, store, session, loaded, context.Time.GetTimestamp());
        _limit = loaded.IsValid ? loaded.Profile.Bwlimit : null;
    }

    public ProfileStore Store { get; }

    public SendingSession Session { get; }

    public AppState State => new(_loaded.Profile, _loaded.Errors)
    {
        Destination = _watch?.Destination,
        Problem = _failure ?? _watch?.Problem ?? FindProblem(),
    };

    /// <summary>The folders that are watched now.</summary>
    public HotFolderWatcher[] Folders => _watch?.Folders ?? [];

    /// <summary>After the end: how many files in the folders are not in the queue.</summary>
    public int Unfinished => _watch?.Unfinished.Count ?? 0;

    public void Start() => _followTask = FollowAsync(_end.Token);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _followTask.ConfigureAwait(false);
        _end.Dispose();
    }

    // The first error is enough for a line on the page; all of them are on the console and in the log of the service.
    private string? FindProblem() => (_watch?.Destination, _loaded.Errors) switch
    {
        (not null, [var error, ..]) => $"{_context.Texts.LastProfileKept(Store.Path.Sanitize())} {error.Message}",
        (null, [var error, ..]) => error.Message,
        (null, []) => _context.Texts.NoFolderWatched,
        _ => null,
    };

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    await FollowChangesAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    // Whatever it is, photos must not go to the previous event without a word.
                    Report(UserError.FromException(e, _context.Texts));
                }

                await Task.Delay(RetryInterval, _context.Time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (_watch is { } watch)
            {
                await watch.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task FollowChangesAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_applied != _loaded)
            {
                await ApplyAsync(_loaded).ConfigureAwait(false);
                _applied = _loaded;
            }

            _loaded = await Store.WaitForChangeAsync(_loaded, cancellationToken).ConfigureAwait(false);
            _failure = null;
        }
    }

    private async Task ApplyAsync(LoadedProfile loaded)
    {
        if (!loaded.IsValid)
        {
            Report(loaded.Errors);
            return;
        }

        var profile = loaded.Profile;
        if (_watch is { } watch)
        {
            if (ProfileWatch.WatchesSame(watch.Profile, profile))
            {
                await ChangeSessionAsync(profile).ConfigureAwait(false);
                watch.Profile = profile;
                return;
            }

            (_eventSince, _watch) = (watch.FreeSince, null); // also when the end fails, or the next one would never begin
            _context.Info(_context.Texts.ProfileChanged(Store.Name));
            await watch.EndAsync(profile).ConfigureAwait(false);
        }

        _watch = new ProfileWatch(_context, Session, profile, _eventSince);
        await ChangeSessionAsync(profile).ConfigureAwait(false);
    }

    private async Task ChangeSessionAsync(Profile profile)
    {
        if (_limit != profile.Bwlimit)
        {
            ((KeyRotatingClient)Session.Client!).ChangeLimit(ProfileWatchSettings.ParseLimit(profile.Bwlimit));
            _limit = profile.Bwlimit;
        }

        await Session.Hooks.ChangeAsync(profile.OnUploaded, profile.OnProblem).ConfigureAwait(false);
    }

    private void Report(UserError error)
    {
        if (_failure != error.Message)
        {
            _failure = error.Message;
            _context.Warn(error.Message);
            if (_context.Verbose && error.Detail is { } detail)
            {
                _context.Info(_context.Texts.Detail(detail));
            }
        }
    }

    private void Report(IReadOnlyList<ProfileError> errors)
    {
        var path = Store.Path.Sanitize();
        _context.Warn(_watch is null ? _context.Texts.NothingWatched(path) : _context.Texts.LastProfileKept(path));
        foreach (var error in errors)
        {
            _context.Info("  " + error.Message);
        }
    }
}
