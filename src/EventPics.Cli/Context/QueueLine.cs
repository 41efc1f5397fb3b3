using EventPics.Queue;

namespace EventPics.Cli.Context;

/// <summary>One photo of <c>queue list</c>.</summary>
internal sealed record QueueLine(
    string Type, string Id, string File, string State, string LinkId, string? AlbumId, long Bytes, int Attempts, string? Error,
    string Sha256, DateTimeOffset EnqueuedAt, DateTimeOffset? NextAttemptAt, DateTimeOffset? UploadedAt, DateTimeOffset? WithdrawnAt,
    string? ExportedTo, bool PossibleDuplicate)
{
    public static QueueLine From(QueuedUpload upload, string? error) => new(
        "upload", upload.Id, upload.SourcePath ?? upload.FileName, JsonNames.StateName(upload.State), upload.LinkId, upload.AlbumId,
        upload.Length, upload.Attempts, error, upload.Sha256, upload.EnqueuedAt, upload.NextAttemptAt, upload.UploadedAt,
        upload.WithdrawnAt,
        upload.ExportedTo, upload.PossibleDuplicate);
}
