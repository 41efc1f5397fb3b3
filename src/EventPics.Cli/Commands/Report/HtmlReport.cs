using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;

namespace EventPics.Cli.Commands.Report;

/// <summary>Writes a report as one self-contained HTML page.</summary>
internal static class HtmlReport
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1c2530;--soft:#5b6876;--line:#e3e8ee;--paper:#fff;--back:#f4f6f9;--good:#16794c;--wait:#9a6700;--bad:#b3261e}
        @media (prefers-color-scheme:dark){:root{--ink:#e8edf3;--soft:#9aa7b5;--line:#2b3541;--paper:#161d26;--back:#0e141b;--good:#4cc38a;--wait:#e2b04a;--bad:#ff8a80}}
        *{box-sizing:border-box}body{margin:0;padding:2rem 1rem;background:var(--back);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
        main{max-width:64rem;margin:auto}h1{font-size:1.5rem;margin:0;overflow-wrap:anywhere}.sub{color:var(--soft);margin:.25rem 0 1.5rem}
        .result{padding:1rem 1.25rem;border-radius:.75rem;background:var(--paper);border-left:.35rem solid var(--bad);font-size:1.1rem;font-weight:600}
        .result.good{border-color:var(--good)}.result.wait{border-color:var(--wait)}
        .counts{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;margin:1rem 0}
        .counts div{background:var(--paper);border-radius:.75rem;padding:.75rem 1.25rem;color:var(--soft)}.counts b{display:block;font-size:1.75rem;line-height:1.2;color:var(--ink)}
        .scroll{overflow-x:auto;background:var(--paper);border-radius:.75rem}table{width:100%;border-collapse:collapse}
        th,td{padding:.55rem 1.25rem;text-align:left;border-top:1px solid var(--line);vertical-align:top}thead th{border:0;color:var(--soft);font-weight:600;white-space:nowrap}th:nth-child(5){text-align:right}
        td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}td.t{white-space:nowrap;font-variant-numeric:tabular-nums}td.f{min-width:14rem;overflow-wrap:anywhere}
        td small{display:block;color:var(--soft)}code{font:12px ui-monospace,monospace;color:var(--soft)}
        .s{font-weight:600;white-space:nowrap}.uploaded{color:var(--good)}.waiting,.exported{color:var(--wait)}.failed,.missing,.unreadable{color:var(--bad)}.removed,.skipped{color:var(--soft)}
        @media (max-width:40rem){th,td{padding:.55rem .75rem}}
        @media print{body{background:#fff;padding:0}tr{break-inside:avoid}}
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(UploadReport report, Texts texts)
    {
        var page = new StringBuilder();
        page.AppendLine(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{texts.Code}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.AppendLine(
            CultureInfo.InvariantCulture,
            $"<title>{Encode(texts.ReportTitle(report.Title))}</title>\n<style>{Style}</style>\n</head>\n<body>\n<main>");
        page.AppendLine(CultureInfo.InvariantCulture, $"<h1>{Encode(texts.ReportTitle(report.Title))}</h1>");
        page.AppendLine(
            CultureInfo.InvariantCulture, $"<p class=\"sub\">{Encode(texts.ReportTime(texts.DateAndTime(report.CreatedAt)))}</p>");
        var result = report.ExitCode switch { ExitCodes.Success => "good", ExitCodes.Waiting => "wait", _ => "bad" };
        page.AppendLine(CultureInfo.InvariantCulture, $"<p class=\"result {result}\">{Encode(texts.ReportConclusion(report.Counts))}</p>");
        WriteCounts(page, report, texts);
        WriteTable(page, report, texts);
        page.AppendLine("</main>\n</body>\n</html>");
        return page.ToString();
    }

    private static void WriteCounts(StringBuilder page, UploadReport report, Texts texts)
    {
        page.AppendLine("<section class=\"counts\">");
        foreach (var state in Enum.GetValues<ReportState>().Where(state => state == ReportState.Uploaded || report.Count(state) > 0))
        {
            page.AppendLine(
                CultureInfo.InvariantCulture, $"<div><b>{report.Count(state)}</b>{Encode(texts.ReportStateLabel(state))}</div>");
        }

        page.AppendLine(CultureInfo.InvariantCulture, $"<div><b>{Encode(texts.Size(report.Rows.Sum(row => row.Bytes ?? 0)))}</b>{Encode(texts.ReportTotal(report.Total))}</div>\n</section>");
    }

    private static void WriteTable(StringBuilder page, UploadReport report, Texts texts)
    {
        page.AppendLine("<div class=\"scroll\"><table>\n<thead><tr>");
        foreach (var head in texts.ReportColumns)
        {
            page.Append(CultureInfo.InvariantCulture, $"<th>{Encode(head)}</th>");
        }

        page.AppendLine("</tr></thead>\n<tbody>");
        foreach (var row in report.Rows)
        {
            var state = JsonNames.CamelCase(row.State.ToString());
            var why = row.Error is { } error ? $"<small>{Encode(error)}</small>" : "";
            var when = row.Upload?.UploadedAt is { } time ? texts.DateAndTime(time.ToLocalTime()) : "";
            var size = row.Bytes is { } bytes ? texts.Size(bytes) : "";
            page.AppendLine(CultureInfo.InvariantCulture, $"<tr><td class=\"f\">{Encode(row.Name)}{why}</td><td class=\"s {state}\">{Encode(texts.ReportStateLabel(row.State))}</td><td>{Encode(row.Place)}</td><td class=\"t\">{Encode(when)}</td><td class=\"n\">{Encode(size)}</td><td title=\"{row.Sha256}\"><code>{row.Sha256?[..12]}</code></td></tr>");
        }

        page.AppendLine("</tbody>\n</table></div>");
    }

    private static string Encode(string text) => Encoder.Encode(text);
}
