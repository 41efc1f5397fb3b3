using System.Globalization;
using EventPics.HotFolder;

namespace EventPics.Dashboard.Internal.Localization;

/// <summary>
/// The words of the report, which are those of <c>eventpics report</c>. They need no culture data: many containers have none.
/// </summary>
internal abstract class ReportTexts
{
    private const int Kilo = 1000;

    private static readonly ReportTexts English = new EnglishReportTexts();
    private static readonly ReportTexts German = new GermanReportTexts();

    public abstract string Code { get; }

    public abstract string Album { get; }

    public abstract string Period { get; }

    public abstract string Uploaded { get; }

    public abstract string Waiting { get; }

    public abstract string Failed { get; }

    public abstract string Exported { get; }

    public abstract string Removed { get; }

    public abstract string Size { get; }

    public abstract string NotUploadedTitle { get; }

    public abstract string DuplicatesTitle { get; }

    public abstract string Duplicate { get; }

    public abstract string SkippedTitle { get; }

    public abstract string UploadedTitle { get; }

    public abstract string WithoutThumbnails { get; }

    protected abstract NumberFormatInfo Numbers { get; }

    public static ReportTexts In(string language) => language == PageLanguage.German ? German : English;

    public abstract string Title(string subject);

    public abstract string AsOf(string time);

    public abstract string Kind(string kind);

    public abstract string Skipped(SkipReason reason);

    public abstract string NotReady(WaitReason reason);

    public abstract string NotQueued(int count);

    /// <summary>The conclusion: whether every photo arrived.</summary>
    public abstract string Conclusion(int total, int notArrived, int failed, int removed);

    public abstract string Day(DateTimeOffset time);

    public abstract string ShortDay(DateTimeOffset time);

    public static string Time(DateTimeOffset time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    public string DayAndTime(DateTimeOffset time) => $"{Day(time)}, {Time(time)}";

    public string Count(int count) => count.ToString("N0", Numbers);

    public string Bytes(long bytes)
    {
        string[] units = ["B", "KB", "MB", "GB"];
        var unit = 0;
        double value = bytes;
        for (; value >= Kilo && unit < units.Length - 1; unit++)
        {
            value /= Kilo;
        }

        return $"{value.ToString(unit < 2 ? "N0" : "N1", Numbers)} {units[unit]}";
    }

    private sealed class EnglishReportTexts : ReportTexts
    {
        public override string Code => PageLanguage.English;

        public override string Album => "Album";

        public override string Period => "Period";

        public override string Uploaded => "uploaded";

        public override string Waiting => "waiting";

        public override string Failed => "failed";

        public override string Exported => "exported";

        public override string Removed => "removed";

        public override string Size => "in total";

        public override string NotUploadedTitle => "Not uploaded";

        public override string DuplicatesTitle => "Please check in the album";

        public override string Duplicate => "May appear twice in the album, because a response was lost.";

        public override string SkippedTitle => "Not sent from the folder";

        public override string UploadedTitle => "Uploaded";

        public override string WithoutThumbnails => "The other photos are listed without thumbnails.";

        protected override NumberFormatInfo Numbers => NumberFormatInfo.InvariantInfo;

        public override string Title(string subject) => $"Upload report for {subject}";

        public override string AsOf(string time) => $"As of {time}";

        public override string Kind(string kind) => kind switch
        {
            "video" => "Video",
            "heic" => "HEIC",
            "gif" => "GIF",
            "file" => "File",
            _ => "Photo",
        };

        public override string Skipped(SkipReason reason) => reason switch
        {
            SkipReason.Empty => "The file is empty.",
            SkipReason.TooOld => "It is too old.",
            SkipReason.OtherEvent => "It belongs to another event.",
            SkipReason.OtherComputer => "Another computer may have sent it.",
            SkipReason.InvalidName => "Its name is damaged, so it can't be opened.",
            _ => "It can't be read.",
        };

        public override string NotReady(WaitReason reason) => reason switch
        {
            WaitReason.Empty => Skipped(SkipReason.Empty),
            WaitReason.Unreadable => Skipped(SkipReason.Unreadable),
            _ => "It is not complete yet.",
        };

        public override string NotQueued(int count) =>
            count == 1 ? "1 file can't be queued." : $"{Count(count)} files can't be queued.";

        public override string Conclusion(int total, int notArrived, int failed, int removed) => notArrived switch
        {
            _ when total == 0 => "Nothing to report: the queue knows of no photos.",
            0 when total == removed => "Not complete: no photo was uploaded.",
            0 when removed > 0 => $"Complete: {Photos(total - removed)} uploaded, {Count(removed)} removed.",
            0 when total == 1 => "Complete: the only photo is uploaded.",
            0 => $"Complete: all {Photos(total)} are uploaded.",
            _ when failed == 0 => $"Not complete yet. Still waiting: {Count(notArrived)} of {Photos(total)}.",
            _ => $"Not complete. Not uploaded: {Count(notArrived)} of {Photos(total)}.",
        };

        public override string Day(DateTimeOffset time) => time.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

        public override string ShortDay(DateTimeOffset time) => time.ToString("d MMM", CultureInfo.InvariantCulture);

        private string Photos(int count) => count == 1 ? "1 photo" : $"{Count(count)} photos";
    }

    private sealed class GermanReportTexts : ReportTexts
    {
        public override string Code => PageLanguage.German;

        public override string Album => "Album";

        public override string Period => "Zeitraum";

        public override string Uploaded => "hochgeladen";

        public override string Waiting => "wartend";

        public override string Failed => "fehlgeschlagen";

        public override string Exported => "exportiert";

        public override string Removed => "entfernt";

        public override string Size => "insgesamt";

        public override string NotUploadedTitle => "Nicht hochgeladen";

        public override string DuplicatesTitle => "Bitte im Album nachsehen";

        public override string Duplicate => "Könnte im Album doppelt erscheinen, weil eine Antwort verloren ging.";

        public override string SkippedTitle => "Aus dem Ordner nicht gesendet";

        public override string UploadedTitle => "Hochgeladen";

        public override string WithoutThumbnails => "Die übrigen Fotos sind ohne Vorschaubild aufgeführt.";

        protected override NumberFormatInfo Numbers { get; } = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

        public override string Title(string subject) => $"Upload-Bericht für {subject}";

        public override string AsOf(string time) => $"Stand: {time}";

        public override string Kind(string kind) => kind switch
        {
            "video" => "Video",
            "heic" => "HEIC",
            "gif" => "GIF",
            "file" => "Datei",
            _ => "Foto",
        };

        public override string Skipped(SkipReason reason) => reason switch
        {
            SkipReason.Empty => "Die Datei ist leer.",
            SkipReason.TooOld => "Die Datei ist zu alt.",
            SkipReason.OtherEvent => "Die Datei gehört zu einem anderen Event.",
            SkipReason.OtherComputer => "Vielleicht hat ein anderer Computer die Datei gesendet.",
            SkipReason.InvalidName => "Der Name ist beschädigt, daher lässt sich die Datei nicht öffnen.",
            _ => "Die Datei lässt sich nicht lesen.",
        };

        public override string NotReady(WaitReason reason) => reason switch
        {
            WaitReason.Empty => Skipped(SkipReason.Empty),
            WaitReason.Unreadable => Skipped(SkipReason.Unreadable),
            _ => "Die Datei ist noch nicht vollständig.",
        };

        public override string NotQueued(int count) => count == 1
            ? "1 Datei lässt sich nicht einreihen."
            : $"{Count(count)} Dateien lassen sich nicht einreihen.";

        public override string Conclusion(int total, int notArrived, int failed, int removed) => notArrived switch
        {
            _ when total == 0 => "Nichts zu berichten: Die Warteschlange kennt keine Fotos.",
            0 when total == removed => "Nicht vollständig: Es wurde kein Foto hochgeladen.",
            0 when removed > 0 => $"Vollständig: {Photos(total - removed)} hochgeladen, {Count(removed)} entfernt.",
            0 when total == 1 => "Vollständig: Das eine Foto ist hochgeladen.",
            0 => $"Vollständig: Alle {Photos(total)} sind hochgeladen.",
            _ when failed == 0 =>
                $"Noch nicht vollständig. Es {(notArrived == 1 ? "wartet" : "warten")} noch {Count(notArrived)} von {Count(total)} Fotos.",
            _ => $"Nicht vollständig. Nicht hochgeladen: {Count(notArrived)} von {Count(total)} Fotos.",
        };

        public override string Day(DateTimeOffset time) => time.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

        public override string ShortDay(DateTimeOffset time) => time.ToString("dd.MM.", CultureInfo.InvariantCulture);

        private string Photos(int count) => count == 1 ? "1 Foto" : $"{Count(count)} Fotos";
    }
}
