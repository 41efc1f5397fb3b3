using EventPics.Cli.Sending;

namespace EventPics.Cli.Commands.Upload;

/// <summary>What an <c>upload</c> command line asks for.</summary>
internal sealed record UploadSettings(IReadOnlyList<string> Paths, SendingSettings Sending, bool IsRecursive, TimeSpan? Timeout, bool NoWait, bool Resend);
