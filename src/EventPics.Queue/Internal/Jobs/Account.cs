namespace EventPics.Queue.Internal.Jobs;

/// <summary>
/// The fingerprints of API keys, as jobs carry them: the salt of the queue, a colon, and salted hashes of the service and of the key with a dot between
/// them. The salt is part of each, so that a queue whose database is lost gets it back from its sidecar files.
/// </summary>
internal static class Account
{
    /// <summary>The account of a job that was enqueued without an API key.</summary>
    public const string None = "";

    // In hexadecimal digits.
    private const int SaltLength = 32;
    private const int HashLength = 32;
    private const int ServiceEnd = SaltLength + 1 + HashLength;
    private const int Length = ServiceEnd + 1 + HashLength;

    /// <summary>Gets the account of a client's current API key.</summary>
    public static string Of(EventPicsClient client, string salt) => client.GetAccountFingerprint(FromHex(salt)) switch
    {
        "" => None,
        { Length: 2 * HashLength } fingerprint => $"{salt}:{fingerprint.Insert(HashLength, ".")}",
        var other => $"{salt}:{other}", // That of a derived class.
    };

    /// <summary>Gets the salt of an account; null for one without, or one that is damaged.</summary>
    public static string? SaltOf(string account) =>
        account.IndexOf(':') == SaltLength && account.Take(SaltLength).All(Uri.IsHexDigit) ? account.Substring(0, SaltLength) : null;

    /// <summary>Gets what the accounts of one service have in common; null if that is not known.</summary>
    public static string? ServiceOf(string account) =>
        account.Length == Length && account[ServiceEnd] == '.' ? account.Substring(0, ServiceEnd + 1) : null;

    /// <summary>
    /// Gets what the account began with in earlier versions, whose accounts don't tell their service: they had no dot, or the hash of the key alone.
    /// </summary>
    public static IReadOnlyList<string> FormerPrefixesOf(string account) =>
        ServiceOf(account) is null ? [] : [account.Remove(ServiceEnd, 1), account.Remove(SaltLength + 1, HashLength + 1)];

    private static byte[] FromHex(string text) =>
        [.. Enumerable.Range(0, text.Length / 2).Select(at => Convert.ToByte(text.Substring(2 * at, 2), 16))];
}
