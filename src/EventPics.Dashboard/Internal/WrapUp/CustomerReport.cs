using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using EventPics.Dashboard.Internal.Accounts;
using EventPics.Dashboard.Internal.Localization;
using EventPics.Dashboard.Internal.Pages;
using EventPics.Dashboard.Internal.Thumbnails;
using EventPics.Dashboard.Internal.Wire;
using EventPics.Queue;

namespace EventPics.Dashboard.Internal.WrapUp;

/// <summary>Writes the report for the customer: one self-contained page, which also prints well.</summary>
internal sealed class CustomerReport(TextWriter page, Account account, EventSummary summary, ThumbnailReader thumbnails, string language)
{
    // A page that a phone still opens: about 10 MB.
    private const int MaxThumbnails = 1000;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string Style = Encoding.UTF8.GetString(Asset.Find("report.css")!.Bytes);

    private readonly ReportTexts _texts = ReportTexts.In(language);
    private int _thumbnails;

    /// <summary>Lets the page contain its own style and photos, and nothing else.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public async Task WriteAsync(WireEvents events, DateTimeOffset now, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var known = events.Events.FirstOrDefault(known => known.LinkId == summary.LinkId);
        var title = Encode(_texts.Title(known?.Title ?? summary.LinkId ?? ""));
        await page.WriteAsync($"<!DOCTYPE html>\n<html lang=\"{_texts.Code}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>{Style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n").ConfigureAwait(false);
        await WriteSummaryAsync(known, now, zone).ConfigureAwait(false);
        await WriteProblemsAsync(zone, cancellationToken).ConfigureAwait(false);
        await WriteUploadedAsync(zone, cancellationToken).ConfigureAwait(false);
        await page.WriteAsync("</main>\n</body>\n</html>\n").ConfigureAwait(false);
    }

    private async Task WriteSummaryAsync(WireEvent? known, DateTimeOffset now, TimeZoneInfo zone)
    {
        var albums = summary.Photos.Select(photo => photo.AlbumId).OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(id => known?.Albums.FirstOrDefault(album => album.Id == id)?.Title ?? id).ToArray();
        var facts = new StringBuilder("<dl class=\"facts\">");
        AppendFact(facts, _texts.Album, string.Join(", ", albums));
        AppendFact(facts, _texts.Period, Period(zone));
        await page.WriteAsync(
            $"{facts}</dl>\n<p class=\"soft\">{Encode(_texts.AsOf(_texts.DayAndTime(TimeZoneInfo.ConvertTime(now, zone))))}</p>\n").ConfigureAwait(false);
        var (missing, failed) = (summary.NotArrived.Count(), summary.Count(QueuedUploadState.Failed));
        var removed = summary.Count(QueuedUploadState.Removed);
        var level = summary.Photos.Count == removed || failed > 0 ? "bad" : missing > 0 ? "wait" : "good";
        await page.WriteAsync($"<p class=\"result {level}\">{Encode(_texts.Conclusion(summary.Photos.Count, missing, failed, removed))}</p>\n<dl class=\"counts\">").ConfigureAwait(false);
        (string Name, int Count)[] counts =
        [
            (_texts.Uploaded, summary.Count(QueuedUploadState.Uploaded)),
            (_texts.Waiting, summary.Count(QueuedUploadState.Waiting) + summary.Count(QueuedUploadState.Sending)),
            (_texts.Failed, failed),
            (_texts.Exported, summary.Count(QueuedUploadState.Exported)),
            (_texts.Removed, removed),
        ];
        foreach (var (name, count) in counts.Where(counted => counted.Count > 0))
        {
            await page.WriteAsync($"<div><dt>{name}</dt><dd>{_texts.Count(count)}</dd></div>").ConfigureAwait(false);
        }

        var size = summary.Photos.Where(photo => photo.State != QueuedUploadState.Removed).Sum(photo => photo.Length);
        await page.WriteAsync($"<div><dt>{_texts.Size}</dt><dd>{_texts.Bytes(size)}</dd></div></dl>\n").ConfigureAwait(false);
    }

    private async Task WriteProblemsAsync(TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var missing = summary.NotArrived.OrderByDescending(photo => photo.State == QueuedUploadState.Failed).ToArray();
        await WriteListAsync(_texts.NotUploadedTitle, "rows", missing, Describe, zone, cancellationToken).ConfigureAwait(false);
        var duplicates = summary.Uploaded.Where(photo => photo.PossibleDuplicate).ToArray();
        await WriteListAsync(
            _texts.DuplicatesTitle, "rows", duplicates, _ => _texts.Duplicate, zone, cancellationToken).ConfigureAwait(false);

        var (skipped, failed) = (SkippedFiles.Find(account, _texts), SkippedFiles.CountFailed(account));
        if (skipped.Count == 0 && failed == 0)
        {
            return;
        }

        await page.WriteAsync($"<section class=\"folder\">\n<h2>{Encode(_texts.SkippedTitle)}</h2>\n").ConfigureAwait(false);
        if (failed > 0)
        {
            await page.WriteAsync($"<p>{Encode(_texts.NotQueued(failed))}</p>\n").ConfigureAwait(false);
        }

        foreach (var (reason, names) in skipped)
        {
            await page.WriteAsync($"<h3>{Encode(reason)} ({_texts.Count(names.Count)})</h3>\n<p class=\"names\">{string.Join(", ", names.Select(Name))}</p>\n").ConfigureAwait(false);
        }

        await page.WriteAsync("</section>\n").ConfigureAwait(false);
    }

    private async Task WriteUploadedAsync(TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var uploaded = summary.Uploaded.OrderBy(photo => photo.TakenAt ?? photo.EnqueuedAt).ToArray();
        await WriteListAsync(_texts.UploadedTitle, "grid", uploaded, _ => null, zone, cancellationToken).ConfigureAwait(false);
        if (_thumbnails >= MaxThumbnails)
        {
            await page.WriteAsync($"<p class=\"soft\">{Encode(_texts.WithoutThumbnails)}</p>\n").ConfigureAwait(false);
        }
    }

    private async Task WriteListAsync(
        string title, string style, QueuedUpload[] photos, Func<QueuedUpload, string?> describe, TimeZoneInfo zone,
        CancellationToken cancellationToken)
    {
        if (photos.Length == 0)
        {
            return;
        }

        var isOneDay = summary.Period is { } period
            && TimeZoneInfo.ConvertTime(period.From, zone).Date == TimeZoneInfo.ConvertTime(period.To, zone).Date;
        await page.WriteAsync($"<section>\n<h2>{Encode(title)} <span>{_texts.Count(photos.Length)}</span></h2>\n<ul class=\"{style}\">\n").ConfigureAwait(false);
        foreach (var photo in photos)
        {
            var level = photo.State == QueuedUploadState.Failed ? "bad" : "wait";
            var note = describe(photo) is { } text ? $"<p class=\"{level}\">{Encode(text)}</p>" : "";
            var time = TimeZoneInfo.ConvertTime(photo.TakenAt ?? photo.EnqueuedAt, zone);
            var moment = isOneDay ? ReportTexts.Time(time) : $"{_texts.ShortDay(time)}, {ReportTexts.Time(time)}";
            var frame = await FrameAsync(photo, cancellationToken).ConfigureAwait(false);
            await page.WriteAsync($"<li>{frame}<div><b>{Name(photo.FileName)}</b>{note}<small><span>{Encode(moment)}</span> · <span>{_texts.Bytes(photo.Length)}</span></small></div></li>\n").ConfigureAwait(false);
        }

        await page.WriteAsync("</ul>\n</section>\n").ConfigureAwait(false);
        await page.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> FrameAsync(QueuedUpload photo, CancellationToken cancellationToken)
    {
        var kind = MediaKind.Of(photo.ContentType);
        var bytes = kind == "jpeg" && _thumbnails < MaxThumbnails
            ? await thumbnails.ReadAsync(account.Queue, photo, cancellationToken, keep: false).ConfigureAwait(false)
            : null;
        _thumbnails += bytes is null ? 0 : 1;
        return bytes is null
            ? $"<span class=\"frame\">{_texts.Kind(kind)}</span>"
            : $"<img class=\"frame\" alt=\"\" src=\"data:image/jpeg;base64,{Convert.ToBase64String(bytes)}\">";
    }

    private string Describe(QueuedUpload photo) => photo.State switch
    {
        QueuedUploadState.Failed => ErrorTexts.Find(photo, language) ?? Capitalize(_texts.Failed),
        QueuedUploadState.Exported => Capitalize(_texts.Exported),
        _ => Capitalize(_texts.Waiting),
    };

    private string Period(TimeZoneInfo zone)
    {
        if (summary.Period is not { } span)
        {
            return "";
        }

        var (from, to) = (TimeZoneInfo.ConvertTime(span.From, zone), TimeZoneInfo.ConvertTime(span.To, zone));
        var (start, end) = (_texts.DayAndTime(from), from.Date == to.Date ? ReportTexts.Time(to) : _texts.DayAndTime(to));
        var period = start.EndsWith(end, StringComparison.Ordinal) ? start : $"{start} – {end}";
        var offset = $"UTC{(from.Offset < TimeSpan.Zero ? '−' : '+')}{from.Offset:hh\\:mm}";
        var name = TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var iana) ? iana : zone.Id;
        return $"{period} ({name}, {offset})";
    }

    private static void AppendFact(StringBuilder facts, string name, string value)
    {
        if (value.Length > 0)
        {
            facts.Append("<div><dt>").Append(name).Append("</dt><dd>").Append(Encode(value)).Append("</dd></div>");
        }
    }

    // A name in another script must not turn around what follows it.
    private static string Name(string name) => $"<bdi>{Encode(name)}</bdi>";

    private static string Capitalize(string word) => char.ToUpperInvariant(word[0]) + word[1..] + ".";

    private static string Encode(string text) => Encoder.Encode(text);
}
