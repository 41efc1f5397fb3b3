using EventPics.Cli.Sending;

namespace EventPics.Cli.Commands.Upload;

/// <summary>The settings of <c>upload</c>.</summary>
internal sealed record UploadSettings(
    IReadOnlyList<string> Paths, SendingSettings Sending, bool IsRecursive, TimeSpan? Timeout, bool NoWait, bool Resend);
