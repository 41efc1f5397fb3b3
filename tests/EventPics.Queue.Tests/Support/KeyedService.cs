namespace EventPics.Queue.Tests.Support;

/// <summary>A service whose client has an API key that can be replaced, and that lists events.</summary>
internal sealed class KeyedService : FakeUploadService
{
    public KeyedService(string key, params string[] linkIds) => Use(key, linkIds);

    public string Key { get; private set; } = "";

    public void Use(string key, params string[] linkIds) =>
        (Key, Events) = (key, [.. linkIds.Select(static linkId => new EventPicsEvent(linkId, linkId, []))]);

    public override string GetAccountFingerprint(byte[] salt) => $"{Key}-{Convert.ToHexStringLower(salt)}";
}
