namespace EventPics.Cli.Internal;

/// <summary>What an <c>upload</c> command line asks for.</summary>
internal sealed record UploadWishes(IReadOnlyList<string> Paths, SendingWishes Sending, bool IsRecursive, TimeSpan? Timeout, bool NoWait, bool Resend);
