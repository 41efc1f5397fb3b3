using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Model;

/// <summary>One file of this run and what became of it.</summary>
internal sealed record FileResult(string File, string? LinkId, string? AlbumId)
{
    public Outcome Outcome { get; init; }

    public QueuedUpload? Upload { get; init; }

    public string? Error { get; init; }

    public long? Bytes { get; init; }

    /// <summary>Whether a person gave this very file, and not a folder that it is in.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>Whether another file of this run brought the same bytes first.</summary>
    public bool IsSecondCopy { get; init; }

    /// <summary>Why it was left out, if it was.</summary>
    public SkipReason? Skip { get; init; }
}
