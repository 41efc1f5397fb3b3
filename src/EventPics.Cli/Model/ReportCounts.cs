namespace EventPics.Cli.Model;

/// <summary>The figures that a report ends with.</summary>
/// <param name="ExitCode">The report's exit code.</param>
/// <param name="Total">How many photos count: all but skipped files.</param>
/// <param name="NotArrived">How many of them have not arrived.</param>
/// <param name="Removed">How many of them a person removed.</param>
/// <param name="Skipped">How many files were skipped.</param>
internal sealed record ReportCounts(int ExitCode, int Total, int NotArrived, int Removed, int Skipped);
