using EventPics.HotFolder;

namespace EventPics.Cli.Internal;

/// <content>The report.</content>
internal partial class Texts
{
    public virtual IReadOnlyList<string> ReportColumns => ["Photo", "State", "Event", "Uploaded at", "Size", "SHA-256"];

    public virtual string DamagedName => "Its name is damaged (not valid UTF-8), so it can't be opened. Rename it.";

    public virtual string ReportDuplicate => "May appear twice in the album, because a response was lost.";

    public virtual string ReportTitle(string subject) => $"Upload report for {subject}";

    public virtual string ReportTime(string time) => $"As of {time}";

    public virtual string ReportTotal(int count) => $"{Pictures(count)} in total";

    public virtual string ReportWritten(string path) => $"The report is in {path}.";

    public virtual string ReportState(ReportState state) => state switch
    {
        Internal.ReportState.Uploaded => "uploaded",
        Internal.ReportState.Waiting => "waiting",
        Internal.ReportState.Exported => "exported",
        Internal.ReportState.Failed => "failed",
        Internal.ReportState.Removed => "removed",
        Internal.ReportState.Missing => "not sent",
        Internal.ReportState.Skipped => "skipped",
        _ => "unreadable",
    };

    public virtual string ReportSkipped(SkipReason reason) => reason switch
    {
        SkipReason.Hidden => "Hidden.",
        SkipReason.Temporary => "Its name is that of a temporary file.",
        SkipReason.Thumbnail => "A thumbnail, by its name or folder.",
        SkipReason.Raw => "A camera's raw file.",
        SkipReason.AlreadyHandled => "In a folder that is not searched.",
        SkipReason.NotIncluded => "Not a photo or video, by the end of its name.",
        SkipReason.Link => "A symbolic link.",
        _ => "Not sent by default.",
    };

    public string ReportVerdict(Report report)
    {
        var skipped = report.Count(Internal.ReportState.Skipped);
        return string.Join(' ', new[] { ReportResult(report), skipped > 0 ? ReportSkips(skipped) : "" }.Where(sentence => sentence.Length > 0));
    }

    protected virtual string ReportSkips(int count) => $"{Files(count)} skipped.";

    protected virtual string ReportResult(Report report) => report.ExitCode switch
    {
        ExitCodes.Done when report.Count(Internal.ReportState.Removed) is > 0 and var removed => $"Complete: {Pictures(report.Total - removed)} uploaded, {removed} removed.",
        ExitCodes.Done when report.Total == 1 => "Complete: the one photo is uploaded.",
        ExitCodes.Done => $"Complete: all {Pictures(report.Total)} are uploaded.",
        ExitCodes.Waiting => $"Not complete yet. Still waiting: {report.Open} of {Pictures(report.Total)}.",
        _ when report.Total == 0 => "Nothing to report: no photos were found, and the queue doesn't remember any. Check the folder and the event.",
        _ when report.Open == 0 => "Not complete: no photo was uploaded.",
        _ => $"Not complete. Not uploaded: {report.Open} of {Pictures(report.Total)}.",
    };
}
