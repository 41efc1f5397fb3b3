using System.Security.Cryptography;
using System.Text;

namespace EventPics.Queue.Tests.Support;

/// <summary>A service whose client has an API key that can be replaced, and that lists events.</summary>
internal sealed class KeyedService : FakeUploadService
{
    public KeyedService(string key, params string[] linkIds) => Use(key, linkIds);

    public string Key { get; private set; } = "";

    public void Use(string key, params string[] linkIds) =>
        (Key, Events) = (key, [.. linkIds.Select(static linkId => new EventPicsEvent(linkId, linkId, []))]);

    /// <summary>The address of the service.</summary>
    public string Address { get; set; } = "https://api.test/";

    public override string GetAccountFingerprint(byte[] salt) =>
        Key.Length == 0 ? "" : Half(salt, Address) + Half(salt, Address + Key);

    private static string Half(byte[] salt, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(text)))[..32];
}
