using EventPics.Dashboard.Internal.Accounts;
using EventPics.Dashboard.Internal.Localization;
using EventPics.Dashboard.Internal.Wire;
using EventPics.Queue;

namespace EventPics.Dashboard.Internal.WrapUp;

/// <summary>Reads what the screen at the end of an event shows.</summary>
internal static class WrapUpReader
{
    private const int MaxMissing = 500;
    private const int MaxNames = 50;

    public static async Task<WireWrapUp> ReadAsync(Account account, string? linkId, string language, CancellationToken cancellationToken)
    {
        var summary = await EventSummary.ReadAsync(account.Queue, linkId, cancellationToken).ConfigureAwait(false);
        var texts = ReportTexts.In(language);
        var removed = summary.Count(QueuedUploadState.Removed);
        var failed = summary.Count(QueuedUploadState.Failed);
        var missing = summary.NotArrived.ToArray();
        var skipped = SkippedFiles.Find(account, texts);
        var failedFiles = SkippedFiles.CountFailed(account);
        return new WireWrapUp(
            summary.LinkId,
            [.. summary.Events.Select(counted => new WireEventCount(counted.Key, counted.Value))],
            texts.Conclusion(summary.Photos.Count, missing.Length, failed, removed),
            summary.Count(QueuedUploadState.Uploaded),
            summary.Photos.Count - removed,
            failed,
            removed,
            summary.Uploaded.Count(photo => photo.PossibleDuplicate),
            missing.Length,
            [.. missing.OrderByDescending(photo => photo.State == QueuedUploadState.Failed).Take(MaxMissing).Select(Uploads.ToWire)],
            [.. skipped.Select(files => new WireSkipped(files.Reason, files.Names.Count, [.. files.Names.Take(MaxNames)]))],
            failedFiles == 0 ? null : texts.NotQueued(failedFiles));
    }
}
