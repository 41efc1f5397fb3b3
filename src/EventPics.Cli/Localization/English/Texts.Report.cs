using EventPics.Cli.Model;
using EventPics.HotFolder;

namespace EventPics.Cli.Localization.English;

/// <content>The report.</content>
internal partial class Texts
{
    public virtual IReadOnlyList<string> ReportColumns => ["Photo", "State", "Event", "Uploaded at", "Size", "SHA-256"];

    public virtual string DamagedName => "Its name is damaged (not valid UTF-8), so it can't be opened. Rename it.";

    public virtual string ReportWithoutProof => "The storage's confirmation (ETag) is missing.";

    public virtual string ReportDuplicate => "May appear twice in the album, because a response was lost.";

    public virtual string ReportTitle(string subject) => $"Upload report for {subject}";

    public virtual string ReportTime(string time) => $"As of {time}";

    public virtual string ReportTotal(int count) => $"{Photos(count)} in total";

    public virtual string ReportWritten(string path) => $"The report is in {path}.";

    public virtual string ReportStateLabel(ReportState state) => state switch
    {
        ReportState.Uploaded => "uploaded",
        ReportState.Waiting => "waiting",
        ReportState.Exported => "exported",
        ReportState.Failed => "failed",
        ReportState.Removed => "removed",
        ReportState.Missing => "not sent",
        ReportState.Skipped => "skipped",
        _ => "unreadable",
    };

    public virtual string ReportSkipped(SkipReason reason) => reason switch
    {
        SkipReason.Hidden => "Hidden.",
        SkipReason.Temporary => "Its name is that of a temporary file.",
        SkipReason.Thumbnail => "A thumbnail, judging by its name or folder.",
        SkipReason.Raw => "A camera's raw file.",
        SkipReason.AlreadyHandled => "In a folder that is not searched.",
        SkipReason.NotIncluded => "Not a photo or video, judging by its file extension.",
        SkipReason.SymbolicLink => "A symbolic link.",
        _ => "Not sent by default.",
    };

    public string ReportConclusion(ReportCounts counts)
    {
        return string.Join(
            ' ',
            new[] { ReportResult(counts), counts.Skipped > 0 ? ReportSkips(counts.Skipped) : "" }.Where(sentence => sentence.Length > 0));
    }

    protected virtual string ReportSkips(int count) => $"{Files(count)} skipped.";

    protected virtual string ReportResult(ReportCounts counts) => counts.ExitCode switch
    {
        ExitCodes.Success when counts.Removed is > 0 and var removed =>
            $"Complete: {Photos(counts.Total - removed)} uploaded, {removed} removed.",
        ExitCodes.Success when counts.Total == 1 => "Complete: the only photo is uploaded.",
        ExitCodes.Success => $"Complete: all {Photos(counts.Total)} are uploaded.",
        ExitCodes.Waiting => $"Not complete yet. Still waiting: {counts.NotArrived} of {Photos(counts.Total)}.",
        _ when counts.Total == 0 => "Nothing to report: there are no photos in the folder or in the queue. Check the folder and the event.",
        _ when counts.NotArrived == 0 => "Not complete: no photo was uploaded.",
        _ => $"Not complete. Not uploaded: {counts.NotArrived} of {Photos(counts.Total)}.",
    };
}
