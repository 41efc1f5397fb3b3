using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <content>The queue and the report.</content>
internal partial class Texts
{
    public virtual string QueueEmpty => "The queue is empty.";

    public virtual string SentByNextRun => "A running watch sends them now; else 'eventpics queue send' does.";

    public virtual string BytesGone => "Its bytes are no longer in the queue's folder.";

    public virtual string DamagedOnStick => "The file is damaged: it is not what was exported. Export it again.";

    public virtual string UnreadableNote => "The note beside the picture can't be read.";

    public virtual string BytesDamaged => "Its bytes are damaged on the disk.";

    public virtual IReadOnlyList<string> ReportColumns => ["Picture", "State", "Uploaded at", "Size", "SHA-256"];

    public virtual string StatusWaiting(int count, long bytes, TimeSpan? oldest) =>
        $"Waiting:    {count}" + (count > 0 ? $" ({Size(bytes)}{(oldest is { } age ? $", the oldest for {Span(age)}" : "")})" : "");

    public virtual string StatusSending(int count) => $"Sending:    {count}";

    public virtual string StatusUploaded(int count) => $"Uploaded:   {count}";

    public virtual string StatusSetAside(int count) => $"Refused:    {count}" + (count > 0 ? " ('eventpics queue list' says why, 'queue retry' tries again)" : "");

    public virtual string StatusConnection(string words) => $"Connection: {words}";

    public virtual string StatusPossibleDuplicates(int count) => $"{count} may show up twice in the album, since an answer was lost on the way.";

    public string QueueLine(QueuedUpload picture, string? error) =>
        $"{picture.Id}  {StateWord(picture.State).PadRight(StateWidth)}  {(picture.SourcePath ?? picture.FileName).Plain()}  {Size(picture.Length)}  {picture.LinkId}{(picture.AlbumId is { } album ? "/" + album : "")}{(error is null ? "" : "  " + error.Plain())}";

    public virtual string NoSuchPicture(string id) => $"The queue has no picture '{id}'. 'eventpics queue list' shows them.";

    public virtual string Retried(int count) => count == 1 ? "1 picture waits again." : $"{count} pictures wait again.";

    public virtual string Removed(int count) => $"{Pictures(count)} removed.";

    public virtual string Exported(int count, string folder) => $"{Pictures(count)} moved to {folder}. 'eventpics queue import' takes {(count == 1 ? "it" : "them")} up again, here or on another computer.";

    public virtual string NothingToExport => "No picture waits, so there is nothing to move.";

    public virtual string NothingExported => "Nothing was moved.";

    public virtual string NothingToImport(string folder) => $"There is nothing to import in '{folder}'. Name the folder that 'eventpics queue export' wrote to.";

    public virtual string AllImportedBefore => "Nothing new: all of it was imported before.";

    public virtual string Imported(int count) => $"{Pictures(count)} queued.";

    public virtual string NotExported(string file, string why) => $"{file} stays in the queue: {why}";

    public virtual string NotImported(string file, string why) => $"{file} was not queued: {why}";

    public virtual string ReportTitle(string folder) => $"Upload report for {folder}";

    public virtual string ReportTime(string time) => $"As of {time}";

    public virtual string ReportTotal(int count) => $"{Pictures(count)} in all";

    public virtual string ReportWritten(string path) => $"The report is in {path}.";

    public virtual string ReportState(ReportState state) => state switch
    {
        Internal.ReportState.Uploaded => "uploaded",
        Internal.ReportState.Waiting => "waiting",
        Internal.ReportState.SetAside => "refused",
        Internal.ReportState.Missing => "not sent",
        _ => "unreadable",
    };

    public virtual string ReportVerdict(Report report) => report.ExitCode switch
    {
        ExitCodes.Done when report.Rows.Count == 0 => "There are no pictures in this folder.",
        ExitCodes.Done when report.Rows.Count == 1 => "Complete: the one picture is uploaded.",
        ExitCodes.Done => $"Complete: all {Pictures(report.Rows.Count)} are uploaded.",
        ExitCodes.Waiting => $"Not complete yet. Still waiting: {report.Count(Internal.ReportState.Waiting)} of {Pictures(report.Rows.Count)}.",
        _ => $"Not complete. Not uploaded: {report.Rows.Count - report.Count(Internal.ReportState.Uploaded)} of {Pictures(report.Rows.Count)}.",
    };

    protected virtual string Pictures(int count) => count == 1 ? "1 picture" : $"{count} pictures";

    protected virtual string StateWord(QueuedUploadState state) => state switch
    {
        QueuedUploadState.Waiting => "waiting",
        QueuedUploadState.Sending => "sending",
        QueuedUploadState.Uploaded => "uploaded",
        _ => "refused",
    };

    private int StateWidth => Enum.GetValues<QueuedUploadState>().Max(state => StateWord(state).Length);
}
