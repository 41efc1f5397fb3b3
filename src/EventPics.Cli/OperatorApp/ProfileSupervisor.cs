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
    private readonly CommandContext _context;
    private readonly CancellationTokenSource _end = new();
    private Task _followTask = Task.CompletedTask;
    private volatile ProfileWatch? _watch;
    private volatile LoadedProfile _loaded;

    public ProfileSupervisor(CommandContext context, ProfileStore store, SendingSession session, LoadedProfile loaded)
    {
        (_context, Store, Session, _loaded) = (context, store, session, loaded);
    }

    public ProfileStore Store { get; }

    public SendingSession Session { get; }

    public AppState State => new(_loaded.Profile, _loaded.Errors) { Destination = _watch?.Destination, Problem = _watch?.Problem };

    /// <summary>The folders that are watched now.</summary>
    public IEnumerable<HotFolderWatcher> Folders => _watch?.Folders ?? [];

    /// <summary>After the end: how many files in the folders are not in the queue.</summary>
    public int Unfinished => _watch?.Unfinished ?? 0;

    public void Start() => _followTask = FollowAsync(_end.Token);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _followTask.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await ApplyAsync(_loaded).ConfigureAwait(false);
                _loaded = await Store.WaitForChangeAsync(_loaded, cancellationToken).ConfigureAwait(false);
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
                await ChangeSessionAsync(watch.Profile, profile).ConfigureAwait(false);
                watch.Profile = profile;
                return;
            }

            await watch.DisposeAsync().ConfigureAwait(false);
            _context.Info(_context.Texts.ProfileChanged(Store.Name));
        }

        await ChangeSessionAsync(_watch?.Profile ?? new Profile(), profile).ConfigureAwait(false);
        _watch = new ProfileWatch(_context, Session, profile);
    }

    private async Task ChangeSessionAsync(Profile previous, Profile profile)
    {
        if (previous.Bwlimit != profile.Bwlimit)
        {
            ((KeyRotatingClient)Session.Client!).ChangeLimit(ProfileWatchSettings.ParseLimit(profile.Bwlimit));
        }

        await Session.Hooks.ChangeAsync(profile.OnUploaded, profile.OnProblem).ConfigureAwait(false);
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
