using EventPics.Cli.Model;

namespace EventPics.Cli.Commands.Report;

/// <summary>Every photo of an event, of a folder, or of both, matched with its receipt by its bytes.</summary>
internal sealed record UploadReport(string Title, DateTimeOffset CreatedAt, IReadOnlyList<ReportRow> Rows)
{
    /// <summary>
    /// Whether every photo arrived or was removed on purpose. A report without photos is not complete: the folder or the event may be the
    /// wrong one.
    /// </summary>
    public bool IsComplete => Count(ReportState.Uploaded) > 0 && NotArrived == 0;

    /// <summary>Missing and failed photos take precedence over waiting ones.</summary>
    public int ExitCode =>
        IsComplete ? ExitCodes.Success
        : NotArrived > 0 && NotArrived == Count(ReportState.Waiting) + Count(ReportState.Exported) ? ExitCodes.Waiting
        : ExitCodes.Failed;

    /// <summary>How many photos have not arrived.</summary>
    public int NotArrived => Rows.Count(row => row.State is not (ReportState.Uploaded or ReportState.Removed or ReportState.Skipped));

    /// <summary>How many photos count: all but skipped files.</summary>
    public int Total => Rows.Count - Count(ReportState.Skipped);

    public ReportCounts Counts => new(ExitCode, Total, NotArrived, Count(ReportState.Removed), Count(ReportState.Skipped));

    public int Count(ReportState state) => Rows.Count(row => row.State == state);
}
