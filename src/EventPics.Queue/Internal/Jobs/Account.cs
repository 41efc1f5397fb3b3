namespace EventPics.Queue.Internal.Jobs;

/// <summary>
/// The fingerprints of API keys, as jobs carry them: the salt of the queue, a colon, and the salted hash. The salt is part of each, so that a queue whose
/// database is lost gets it back from its sidecar files.
/// </summary>
internal static class Account
{
    /// <summary>The account of a job that was enqueued without an API key.</summary>
    public const string None = "";

    // In hexadecimal digits.
    private const int SaltLength = 32;
    private const int ServiceLength = 32;
    private const int Length = SaltLength + 1 + (2 * ServiceLength);

    /// <summary>Gets the account of a client's present API key.</summary>
    public static string Of(EventPicsClient client, string salt) =>
        client.GetAccountFingerprint(FromHex(salt)) is { Length: > 0 } fingerprint ? $"{salt}:{fingerprint}" : None;

    /// <summary>Gets the salt of an account; null for one without, or one that is damaged.</summary>
    public static string? SaltOf(string account) =>
        account.IndexOf(':') == SaltLength && account.Take(SaltLength).All(Uri.IsHexDigit) ? account.Substring(0, SaltLength) : null;

    /// <summary>Gets what the accounts of one service have in common; null if that is not known.</summary>
    public static string? ServiceOf(string account) =>
        account.Length == Length ? account.Substring(0, SaltLength + 1 + ServiceLength) : null;

    private static byte[] FromHex(string text) =>
        [.. Enumerable.Range(0, text.Length / 2).Select(at => Convert.ToByte(text.Substring(2 * at, 2), 16))];
}
