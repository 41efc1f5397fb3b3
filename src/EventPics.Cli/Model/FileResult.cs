using EventPics.Cli.Context;
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

    public FileLine ToLine(DateTimeOffset now) => new(
        Type(), File, Upload?.LinkId ?? LinkId, Upload is null ? AlbumId : Upload.AlbumId, Upload?.Length ?? Bytes, Sha256, Upload?.Attempts ?? 0, Error, At(now));

    public SkippedLine ToSkippedLine(DateTimeOffset now) => new(
        Type(), File, Upload?.LinkId ?? LinkId, Upload is null ? AlbumId : Upload.AlbumId, Upload?.Length ?? Bytes, Sha256, Upload?.Attempts ?? 0, Error, At(now), SkipReasonCodes.Code(Skip!.Value));

    // A photo that another process is just enqueueing has none yet.
    private string? Sha256 => Upload is { Sha256.Length: > 0 } upload ? upload.Sha256 : null;

    private DateTimeOffset At(DateTimeOffset now) => Outcome switch
    {
        Outcome.Uploaded or Outcome.Duplicate => Upload?.UploadedAt ?? now,
        Outcome.Skipped => Upload?.WithdrawnAt ?? now,
        _ => now,
    };

    private string Type() => Outcome switch
    {
        Outcome.Uploaded => "uploaded",
        Outcome.Duplicate => "duplicate",
        Outcome.Failed => "failed",
        Outcome.Skipped => "skipped",
        _ => "waiting",
    };
}
