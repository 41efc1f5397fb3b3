using EventPics.Queue.Internal;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Scheduling;
using EventPics.Queue.Internal.Sending;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests.Sending;

/// <summary>How often the events are listed while photos of other accounts are waiting.</summary>
public sealed class AccountTakeoverTests : IDisposable
{
    private readonly KeyedService _service = new("A", "wedding");
    private readonly MemoryStorage _storage = new();
    private readonly FakeTimeProvider _time = new();
    private readonly Diagnostics _counters = new("test", static () => (0, 0));
    private readonly SenderServices _services;
    private readonly AccountTakeover _takeover;

    public AccountTakeoverTests()
    {
        _services = new SenderServices(_service, _storage, null!, null!, new SendScheduler(_time, 1, static () => 0), _time, NullLogger.Instance, _counters) { AccountSalt = "00" };
        _takeover = new AccountTakeover(_services);
    }

    public void Dispose()
    {
        _service.Dispose();
        _counters.Dispose();
    }

    [Fact]
    public async Task Nothing_is_listed_for_photos_of_the_present_key()
    {
        await AddAsync(1, "wedding", _services.Account);

        Assert.Null(await _takeover.RunAsync());
    }

    [Fact]
    public async Task A_list_is_requested_at_once_and_a_failed_one_again_after_10_seconds()
    {
        await AddAsync(1, "wedding");
        Assert.Equal(TimeSpan.Zero, await _takeover.RunAsync());

        _takeover.OnRequested(_services.Account);

        Assert.Equal(TimeSpan.FromSeconds(10), await _takeover.RunAsync());
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, await _takeover.RunAsync());
    }

    [Fact]
    public async Task Events_that_are_not_listed_are_looked_up_every_5_minutes_and_new_ones_after_10_seconds()
    {
        await AddAsync(1, "gala");
        await ListAsync();
        Assert.Equal(TimeSpan.FromMinutes(5), await _takeover.RunAsync());

        await AddAsync(2, "party");

        Assert.Equal(TimeSpan.FromSeconds(10), await _takeover.RunAsync());
        _takeover.ListAgain();
        Assert.Equal(TimeSpan.Zero, await _takeover.RunAsync());
    }

    [Fact]
    public async Task A_later_photo_for_a_listed_event_needs_no_other_list()
    {
        await ListAsync();
        await AddAsync(1, "wedding");

        Assert.Null(await _takeover.RunAsync());

        Assert.Equal(_services.Account, Assert.Single(_storage.Rows).Account);
    }

    [Fact]
    public async Task The_list_of_a_former_key_counts_no_more()
    {
        await ListAsync();
        _service.Use("B", "gala");
        await AddAsync(1, "wedding");

        Assert.Equal(TimeSpan.Zero, await _takeover.RunAsync());

        Assert.Equal("", Assert.Single(_storage.Rows).Account);
    }

    private async Task ListAsync()
    {
        _takeover.OnRequested(_services.Account);
        _takeover.OnListed(_services.Account, await _service.GetEventsAndAlbumsAsync());
    }

    private async Task AddAsync(int n, string linkId, string account = "") => await _storage.AddAsync(
        new QueueJob { Id = $"id{n}", LinkId = linkId, FileName = "p.jpg", ContentType = "image/jpeg", Length = 10, Sha256 = n.ToString("x64", null), Account = account });
}
