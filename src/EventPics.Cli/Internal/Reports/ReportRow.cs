using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>A picture of the folder and its receipt, if it has one.</summary>
internal sealed record ReportRow(string File, string Relative, long Bytes, string Sha256, ReportState State, QueuedUpload? Upload, string? Error)
{
    public ReportLine ToLine() => new(
        "picture", File, QueueViews.CamelCase(State.ToString()), Upload?.LinkId, Upload?.AlbumId, Bytes, Sha256, Upload?.UploadedAt, Error);
}
