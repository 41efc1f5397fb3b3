using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>One file of this run and what became of it.</summary>
internal sealed record FileResult(string File, string? LinkId, string? AlbumId)
{
    public Outcome Outcome { get; init; }

    public QueuedUpload? Upload { get; init; }

    public string? Error { get; init; }

    public long? Bytes { get; init; }

    /// <summary>Whether another file of this run brought the same bytes first.</summary>
    public bool IsSecondCopy { get; init; }

    public FileLine ToLine() => new(
        Type(), File, LinkId, AlbumId, Upload?.Length ?? Bytes, Upload?.Sha256, Upload?.Attempts ?? 0, Error);

    private string Type() => Outcome switch
    {
        Outcome.Uploaded => "uploaded",
        Outcome.Duplicate => "duplicate",
        Outcome.Failed => "failed",
        _ => "waiting",
    };
}
