using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Report;

/// <summary>A file of the folder, a photo that the queue remembers, or both.</summary>
internal sealed record ReportRow(
    string File, string Name, long? Bytes, string? Sha256, ReportState State, QueuedUpload? Upload, string? Error)
{
    /// <summary>Event and album by their titles.</summary>
    public string Place { get; init; } = "";

    /// <summary>Whether the file is in the folder; one that was deleted after its upload is not.</summary>
    public bool IsInFolder { get; init; } = true;

    public ReportLine ToLine() => new(
        "photo", File, JsonNames.CamelCase(State.ToString()), Upload?.LinkId, Upload?.AlbumId, Bytes, Sha256,
        Upload?.TakenAt, Upload?.UploadedAt, Upload?.PossibleDuplicate ?? false, IsInFolder, Error);

    /// <summary>The state of a photo that the queue remembers.</summary>
    public static ReportState StateOf(QueuedUpload upload) => upload.State switch
    {
        QueuedUploadState.Uploaded => ReportState.Uploaded,
        QueuedUploadState.Failed => ReportState.Failed,
        QueuedUploadState.Exported => ReportState.Exported,
        QueuedUploadState.Removed => ReportState.Removed,
        _ => ReportState.Waiting,
    };
}
