using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Model;

/// <summary>One file of this command and its result.</summary>
internal sealed record FileResult(string File, string? LinkId, string? AlbumId)
{
    public Outcome Outcome { get; init; }

    public QueuedUpload? Upload { get; init; }

    public string? Error { get; init; }

    public long? Bytes { get; init; }

    /// <summary>Whether the file itself was given, not only a folder above it.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>Whether another file of this command had the same bytes before.</summary>
    public bool IsSecondCopy { get; init; }

    /// <summary>Why the file was skipped, if it was.</summary>
    public SkipReason? Skip { get; init; }
}
