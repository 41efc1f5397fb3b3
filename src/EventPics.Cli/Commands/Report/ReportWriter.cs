using System.Globalization;
using System.Text;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;

namespace EventPics.Cli.Commands.Report;

/// <summary>Writes a report as text, CSV or JSON lines.</summary>
internal static class ReportWriter
{
    private static readonly char[] CsvSpecials = [',', ';', '"', '\n', '\r'];

    private static readonly string[] CsvColumns =
        ["file", "state", "event", "album", "bytes", "sha256", "takenAt", "uploadedAt", "etag", "possibleDuplicate", "error"];

    public static string Text(UploadReport report, Texts texts)
    {
        var text = new StringBuilder();
        text.AppendLine(texts.ReportTitle(report.Title));
        text.AppendLine(texts.ReportTime(texts.DateAndTime(report.CreatedAt)));
        text.AppendLine();
        var width = report.Rows.Select(row => texts.ReportStateLabel(row.State).Length).DefaultIfEmpty().Max();
        foreach (var row in report.Rows)
        {
            string?[] parts =
            [
                texts.ReportStateLabel(row.State).PadRight(width), row.Name.Sanitize(), row.Bytes is { } bytes ? texts.Size(bytes) : null,
                row.Upload?.UploadedAt is { } time ? texts.DateAndTime(time.ToLocalTime()) : null, row.Place.Length > 0 ? row.Place : null,
                row.Error?.Sanitize(),
            ];
            text.AppendLine(string.Join("  ", parts.Where(part => part is not null)));
        }

        text.AppendLine();
        text.AppendLine(texts.ReportConclusion(report.Counts));
        return text.ToString();
    }

    /// <summary>Writes CSV with the separator that spreadsheets expect in this language.</summary>
    public static string Csv(UploadReport report, Texts texts)
    {
        var separator = texts.Culture.TextInfo.ListSeparator;
        var text = new StringBuilder().AppendJoin(separator, CsvColumns).Append("\r\n");
        foreach (var row in report.Rows)
        {
            string?[] fields =
            [
                row.Name, JsonNames.CamelCase(row.State.ToString()), row.Upload?.LinkId, row.Upload?.AlbumId,
                row.Bytes?.ToString(CultureInfo.InvariantCulture), row.Sha256, Iso(row.Upload?.TakenAt), Iso(row.Upload?.UploadedAt),
                row.Upload?.ETag,
                row.Upload?.PossibleDuplicate == true ? "1" : "0", row.Error,
            ];
            text.AppendJoin(separator, fields.Select(field => Field(field?.Sanitize()))).Append("\r\n");
        }

        return text.ToString();
    }

    public static void Json(UploadReport report, TextWriter output)
    {
        foreach (var row in report.Rows)
        {
            JsonOutput.Write(output, row.ToLine());
        }

        JsonOutput.Write(output, new ReportSummaryLine(
            "summary", report.Count(ReportState.Uploaded), report.Count(ReportState.Waiting), report.Count(ReportState.Exported),
            report.Count(ReportState.Failed),
            report.Count(ReportState.Removed), report.Count(ReportState.Missing), report.Count(ReportState.Unreadable),
            report.Count(ReportState.Skipped),
            report.IsComplete, report.CreatedAt));
    }

    private static string? Iso(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);

    // A spreadsheet would evaluate a field that begins like a formula.
    private static string Field(string? value)
    {
        var safe = value is { Length: > 0 } && "=+-@\t".Contains(value[0], StringComparison.Ordinal) ? "'" + value : value ?? "";
        return safe.IndexOfAny(CsvSpecials) >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
