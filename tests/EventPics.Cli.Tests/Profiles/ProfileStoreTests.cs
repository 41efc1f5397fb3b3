using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Profiles;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Cli.Tests.Profiles;

public sealed class ProfileStoreTests : IDisposable
{
    private static readonly Profile Wedding = new() { Event = "abcd1234", Folders = ["/photos"] };

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ShutdownSignal _shutdown = new(TimeProvider.System);
    private readonly ProfileStore _store;

    public ProfileStoreTests() => _store = new ProfileStore(CreateContext());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _shutdown.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Without_a_file_there_is_an_empty_profile()
    {
        var loaded = _store.Load();

        Assert.False(loaded.Exists);
        Assert.Contains("There is no profile", Assert.Single(loaded.Errors).Message, StringComparison.Ordinal);
        Assert.Empty(ProfileStore.FindNames(CreateContext()));
    }

    [Fact]
    public void A_saved_profile_is_for_its_owner_only()
    {
        _store.Save(Wedding);
        new ProfileStore(CreateContext(), "Box-2").Save(Wedding with { BoothName = "Box 2" });

        Assert.Equal(Path.Combine(_folder.Path, "profiles", "default.json"), _store.Path);
        Assert.Equal("abcd1234", _store.Load().Profile.Event);
        Assert.Equal(["Box-2", "default"], ProfileStore.FindNames(CreateContext()));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_store.Path));
        }
    }

    [Fact]
    public void A_file_that_a_killed_process_left_half_written_is_not_a_profile()
    {
        _store.Save(Wedding);
        File.WriteAllText(_store.Path + ".0123.tmp", "{ \"event\":");

        Assert.Equal("abcd1234", _store.Load().Profile.Event);
        Assert.Equal(["default"], ProfileStore.FindNames(CreateContext()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("ä")]
    public void A_name_that_leads_elsewhere_is_rejected(string name) =>
        Assert.Throws<CommandException>(() => new ProfileStore(CreateContext(), name));

    [Fact]
    public async Task A_change_by_this_program_is_noticed_immediately()
    {
        var change = _store.WaitForChangeAsync(_store.Load(), Cancel);
        Assert.False(change.IsCompleted);

        _store.Save(Wedding);

        Assert.Equal("abcd1234", (await change.WaitAsync(TestTimeout.Default, Cancel)).Profile.Event);
    }

    [Fact]
    public async Task A_change_by_hand_is_noticed()
    {
        _store.Save(Wedding);
        var change = _store.WaitForChangeAsync(_store.Load(), Cancel);

        await File.WriteAllTextAsync(_store.Path, """{ "event": "other123", "folders": ["/photos"] }""", Cancel);
        await Eventually.TrueAsync(() => Task.FromResult(change.IsCompleted), step: () => _time.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal("other123", (await change).Profile.Event);
    }

    [Fact]
    public async Task Saving_the_same_again_is_no_change()
    {
        _store.Save(Wedding);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var change = _store.WaitForChangeAsync(_store.Load(), stop.Token);

        _store.Save(Wedding);
        await Task.Yield();

        Assert.False(change.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => change);
    }

    private CommandContext CreateContext() => new()
    {
        Texts = new Texts(),
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        BaseAddress = new Uri("https://localhost"),
        DataDirectory = _folder.Path,
        Loggers = NullLoggerFactory.Instance,
        Shutdown = _shutdown,
        Time = _time,
    };
}
