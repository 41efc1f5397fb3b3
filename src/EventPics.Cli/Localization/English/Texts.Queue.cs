using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Localization.English;

/// <content>The queue.</content>
internal partial class Texts
{
    public virtual string QueueEmpty => "The queue is empty.";

    public virtual string NothingMatches => "No photo in the queue matches.";

    public virtual string RetryingNow => "They are being sent now.";

    public virtual string DamagedOnDrive => "The file is damaged: it differs from what was exported. Export it again.";

    public virtual string UnreadableSidecar => "Its sidecar file can't be read. Export it again.";

    public virtual string BytesDamaged => "Its data is missing or damaged on disk. Send the file again from its folder.";

    public virtual string StatusWaiting(int count, long bytes, TimeSpan? oldest) =>
        $"Waiting:    {count}" + (count > 0 ? $" ({Size(bytes)}{(oldest is { } age ? $", the oldest for {Span(age)}" : "")})" : "");

    public virtual string StatusOtherAccount(int count, IReadOnlyList<string> linkIds) =>
        $"Other key:  {count} of them, for {string.Join(", ", linkIds)} (they wait for the API key they were queued with; 'eventpics queue move' sends them to another event)";

    public virtual string StatusSending(int count) => $"Sending:    {count}";

    public virtual string StatusUploaded(int count, int today) => $"Uploaded:   {count}" + (count > 0 ? $" ({today} of them today)" : "");

    public virtual string StatusFailed(int count) =>
        $"Failed:     {count}" + (count > 0 ? " ('eventpics queue list --state failed' shows why, 'queue retry' tries again)" : "");

    public virtual string StatusExported(int count) =>
        $"Exported:   {count} (not sent from here; 'eventpics queue take-back' takes them back)";

    public virtual string StatusRemoved(int count) => $"Removed:    {count}";

    public virtual string StatusConnection(string text) => $"Connection: {text}";

    public virtual string StatusPossibleDuplicates(int count) =>
        $"{Photos(count)} may appear twice in the album, because a response was lost.";

    public string QueueLine(QueuedUpload upload, string id, string? note) =>
        $"{id}  {StateLabel(upload.State).PadRight(StateWidth)}  {(upload.SourcePath ?? upload.FileName).Sanitize()}  {Size(upload.Length)}  {upload.LinkId}{(upload.AlbumId is { } album ? "/" + album : "")}{(note is null ? "" : "  " + note.Sanitize())}";

    public virtual string ExportedNote(string folder, DateTimeOffset? at) => $"Exported to {folder}{AtTime(at)}.";

    public virtual string RemovedNote(DateTimeOffset? at) => $"Removed{AtTime(at)}; no longer sent to this event.";

    public virtual string NoSuchPhoto(string id) => $"The queue has no photo '{id}'. 'eventpics queue list' shows them.";

    public virtual string AmbiguousId(string id) => $"More than one ID begins with '{id}'. Give more characters:";

    public virtual string Retried(int failed, int waiting) => (failed, waiting) switch
    {
        (0, 0) => "Nothing to retry.",
        (0, _) => $"No photo has failed; {(waiting == 1 ? "1 photo is" : $"{waiting} photos are")} waiting.",
        _ => $"Retrying {Photos(failed)}.",
    };

    public virtual string RetryNeedsTakeBack(string file, QueuedUploadState state) =>
        $"{file} was {(state == QueuedUploadState.Exported ? "exported" : "removed")}. To send it from here, use 'eventpics queue take-back'.";

    public virtual string Removed(int count) => $"{Photos(count)} removed.";

    public virtual string RemovedBefore(string file) => $"{file} was already removed.";

    public virtual string RemovedAfterUpload(string file) =>
        $"{file} was already uploaded and is still in the album. Delete it there in the EventPics app.";

    public virtual string RemovedWhileSending(string file) =>
        $"{file} was being sent and may be in the album. Check the album in the EventPics app.";

    public virtual string RemovalIsFinal(string ids) =>
        $"Removed photos are no longer sent to that event, even if the files are still in the folder. To undo this: eventpics queue take-back {ids}";

    public virtual string NothingToTakeBack(string file) => $"{file} was neither exported nor removed.";

    public virtual string NotTakenBack(string file) =>
        $"{file} could not be taken back: its data is no longer here. Import it from the folder it was exported to.";

    public virtual string TakenBack(int count) => count == 0 ? "Nothing to take back." : $"{Photos(count)} taken back.";

    public virtual string RemovalUndone(string file, QueuedUploadState? now) => $"The removal of {file} was undone. " + now switch
    {
        QueuedUploadState.Uploaded => "It was uploaded before it was removed, and is not sent again.",
        QueuedUploadState.Exported => "It was exported before it was removed. To send it from here, take it back once more.",
        _ => "To send it, upload the file again, or let 'eventpics watch' find it.",
    };

    public virtual string MayBeSentFromElsewhere(string file, string folder) =>
        $"{file} is sent from here now. Make sure that no other computer sends it from {folder} too, or it will appear twice in the album.";

    public virtual string Moved(int count, string place) => count == 0 ? "Nothing was moved." : $"{Photos(count)} moved to {place}.";

    public virtual string NotRerouted(string file, QueuedUploadState state) => state switch
    {
        QueuedUploadState.Uploaded => $"{file} was not moved: it is already uploaded.",
        QueuedUploadState.Exported => $"{file} was not moved: it is exported. Take it back first with 'eventpics queue take-back'.",
        QueuedUploadState.Removed => $"{file} was not moved: it is removed.",
        _ => $"{file} was not moved: the same photo is already queued there, or was removed from that event.",
    };

    public virtual string RequiresLookup(string wanted, string why) =>
        $"'{wanted}' can't be looked up right now. {why} Try again when the connection is back, or use the ID.";

    public virtual string EventLookupFailed(string why) => $"The event could not be checked. {why}";

    public virtual string Exported(int count, string folder) =>
        $"{Photos(count)} exported to {folder} and no longer sent from here. Run 'eventpics queue import' on the other computer, or 'eventpics queue take-back' here to undo this.";

    public virtual string NothingToExport => "No photos are waiting, so there is nothing to export.";

    public virtual string NothingExported => "Nothing was exported.";

    public virtual string NothingLeftToExport(QueuedUploadState state) =>
        state == QueuedUploadState.Uploaded ? "It is already uploaded." : "It is removed.";

    public virtual string NothingToImport(string folder) =>
        $"There is nothing to import in '{folder}'. Give the folder that 'eventpics queue export' wrote to.";

    public virtual string AllImportedBefore => "Nothing new: everything was imported before.";

    public virtual string Imported(int count) => $"{Photos(count)} queued.";

    public virtual string ImportOfRemoved(string id) =>
        $"It was removed for this event. To import it, first run 'eventpics queue take-back {id}'.";

    public virtual string NotExported(string file, string why) => $"{file} was not exported: {why}";

    public virtual string NotMarkedAsImported(string file, string why) =>
        $"{file} was queued, but the drive could not be marked: {why} Don't import it on another computer, or the album will show the photo twice.";

    public virtual string NotImported(string file, string why) => $"{file} was not queued: {why}";

    protected virtual string AtTime(DateTimeOffset? at) => at is { } time ? $", {DateAndTime(time.ToLocalTime())}" : "";

    protected virtual string Photos(int count) => count == 1 ? "1 photo" : $"{count} photos";

    protected virtual string StateLabel(QueuedUploadState state) => state switch
    {
        QueuedUploadState.Waiting => "waiting",
        QueuedUploadState.Sending => "sending",
        QueuedUploadState.Uploaded => "uploaded",
        QueuedUploadState.Failed => "failed",
        QueuedUploadState.Exported => "exported",
        _ => "removed",
    };

    private int StateWidth => Enum.GetValues<QueuedUploadState>().Max(state => StateLabel(state).Length);
}
