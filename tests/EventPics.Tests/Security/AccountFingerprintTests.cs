using NSubstitute;

namespace EventPics.Tests.Security;

/// <summary>The fingerprint that a program can store to tell API keys apart.</summary>
public sealed class AccountFingerprintTests
{
    private static readonly byte[] Salt = [1, 2, 3];

    [Fact]
    public void It_depends_on_key_address_and_salt_and_contains_none_of_them()
    {
        var fingerprint = Of("key-one", "https://api.eventpics.net/", Salt);

        Assert.Matches("^[0-9a-f]{64}$", fingerprint);
        Assert.Equal(fingerprint, Of("key-one", "https://api.eventpics.net", Salt));
        Assert.Equal(4, new HashSet<string>
        {
            fingerprint,
            Of("key-two", "https://api.eventpics.net/", Salt),
            Of("key-one", "https://test.eventpics.net/", Salt),
            Of("key-one", "https://api.eventpics.net/", [1, 2, 4]),
        }.Count);
    }

    [Fact]
    public void Its_first_half_depends_on_address_and_salt_only()
    {
        var half = HalfOf("key-one", "https://api.eventpics.net/", Salt);

        Assert.Equal(half, HalfOf("key-two", "https://api.eventpics.net/", Salt));
        Assert.NotEqual(half, HalfOf("key-one", "https://test.eventpics.net/", Salt));
        Assert.NotEqual(half, HalfOf("key-one", "https://api.eventpics.net/", [1, 2, 4]));
    }

    [Fact]
    public void It_follows_a_replaced_key()
    {
        using var client = new EventPicsClient("key-one");
        var before = client.GetAccountFingerprint(Salt);

        client.UpdateApiKey("key-two");

        Assert.NotEqual(before, client.GetAccountFingerprint(Salt));
        Assert.Equal(client.GetAccountFingerprint(Salt), client.WithMaxRetries(0).GetAccountFingerprint(Salt));
    }

    [Fact]
    public void A_client_of_a_test_has_none()
    {
        using var client = Substitute.ForPartsOf<EventPicsClient>();

        Assert.Empty(client.GetAccountFingerprint(Salt));
    }

    private static string HalfOf(string key, string address, byte[] salt) => Of(key, address, salt)[..32];

    private static string Of(string key, string address, byte[] salt)
    {
        using var client = new EventPicsClient(new EventPicsClientOptions { ApiKey = key, BaseAddress = new Uri(address) });
        return client.GetAccountFingerprint(salt);
    }
}
