using System.Net;
using EventPics.Emulator;

namespace EventPics.Tests.Failures;

/// <summary>A derived client with another number of retries, for a program that retries by itself.</summary>
public sealed class WithMaxRetriesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_new_client_retries_as_often_as_given_and_the_original_as_before()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, options => options.MaxRetries = 2);
        using var once = client.WithMaxRetries(0);
        emulator.Faults.OnEvents(Fault.Status(503).Times(3));

        await Assert.ThrowsAsync<EventPicsException>(() => once.GetEventsAndAlbumsAsync(Token));
        Assert.Equal("list", emulator.RequestSequence());
        await client.GetEventsAndAlbumsAsync(Token);
        Assert.Equal("list, list, list, list", emulator.RequestSequence());
    }

    [Fact]
    public async Task Disposing_the_new_client_leaves_the_connections_open()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        using (var other = client.WithMaxRetries(1))
        {
            await other.GetEventsAndAlbumsAsync(Token);
        }

        await client.GetEventsAndAlbumsAsync(Token);

        Assert.Equal(1, emulator.ConnectionCount);
    }

    [Fact]
    public void Every_other_option_is_kept()
    {
        var options = new EventPicsClientOptions
        {
            ApiKey = "key",
            BaseAddress = new("https://eventpics.example/"),
            ApplicationName = "MyBooth/2.1",
            Proxy = new WebProxy("http://proxy.example:8080/"),
            AllowInsecureHttp = true,
            ApiTimeout = TimeSpan.FromSeconds(11),
            StallTimeout = TimeSpan.FromSeconds(12),
            ResponseTimeout = TimeSpan.FromSeconds(13),
            MaxRetries = 14,
            BaseDelay = TimeSpan.FromSeconds(15),
            MaxDelay = TimeSpan.FromSeconds(16),
            UploadUrlLifetime = TimeSpan.FromSeconds(17),
            TimeProvider = new FastForwardTimeProvider(),
        };

        var changed = options.WithMaxRetries(maxRetries: 3);

        Assert.All(typeof(EventPicsClientOptions).GetProperties(), property =>
        {
            Assert.NotEqual(property.GetValue(new EventPicsClientOptions()), property.GetValue(options));
            Assert.Equal(property.Name == nameof(options.MaxRetries) ? 3 : property.GetValue(options), property.GetValue(changed));
        });
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void A_number_out_of_range_is_rejected(int maxRetries)
    {
        using var client = new EventPicsClient("key");

        var error = Assert.Throws<ArgumentException>(() => client.WithMaxRetries(maxRetries));

        Assert.Contains("MaxRetries must be between 0 and 100.", error.Message, StringComparison.Ordinal);
    }
}
