using EventPics.Cli.Model;
using EventPics.HotFolder;

namespace EventPics.Cli.Localization.German;

/// <content>The report.</content>
internal sealed partial class GermanTexts
{
    public override IReadOnlyList<string> ReportColumns => ["Foto", "Zustand", "Event", "Hochgeladen", "Größe", "SHA-256"];

    public override string DamagedName =>
        "Der Name ist beschädigt (kein gültiges UTF-8), daher lässt sich die Datei nicht öffnen. Benennen Sie sie um.";

    public override string ReportWithoutProof => "Die Bestätigung (ETag) des Speicherdienstes fehlt.";

    public override string ReportDuplicate => "Könnte im Album doppelt erscheinen, weil eine Antwort verloren ging.";

    public override string ReportTitle(string subject) => $"Upload-Bericht für {subject}";

    public override string ReportTime(string time) => $"Stand: {time}";

    public override string ReportTotal(int count) => $"{Photos(count)} insgesamt";

    public override string ReportWritten(string path) => $"Der Bericht steht in {path}.";

    public override string ReportStateLabel(ReportState state) => state switch
    {
        ReportState.Uploaded => "hochgeladen",
        ReportState.Waiting => "wartet",
        ReportState.Exported => "exportiert",
        ReportState.Failed => "fehlgeschlagen",
        ReportState.Removed => "entfernt",
        ReportState.Missing => "nicht gesendet",
        ReportState.Skipped => "übersprungen",
        _ => "nicht lesbar",
    };

    public override string ReportSkipped(SkipReason reason) => reason switch
    {
        SkipReason.Hidden => "Versteckt.",
        SkipReason.Temporary => "Dem Namen nach eine temporäre Datei.",
        SkipReason.Thumbnail => "Dem Namen oder Ordner nach ein Vorschaubild.",
        SkipReason.Raw => "Eine Rohdatei der Kamera.",
        SkipReason.AlreadyHandled => "In einem Ordner, der nicht durchsucht wird.",
        SkipReason.NotIncluded => "Der Dateiendung nach kein Foto oder Video.",
        SkipReason.SymbolicLink => "Eine symbolische Verknüpfung.",
        _ => "Wird standardmäßig nicht gesendet.",
    };

    protected override string ReportSkips(int count) => $"{Files(count)} übersprungen.";

    protected override string ReportResult(ReportCounts counts) => counts.ExitCode switch
    {
        ExitCodes.Success when counts.Removed is > 0 and var removed =>
            $"Vollständig: {Photos(counts.Total - removed)} hochgeladen, {removed} entfernt.",
        ExitCodes.Success when counts.Total == 1 => "Vollständig: Das eine Foto ist hochgeladen.",
        ExitCodes.Success => $"Vollständig: Alle {Photos(counts.Total)} sind hochgeladen.",
        ExitCodes.Waiting => $"Noch nicht vollständig. Es {(counts.NotArrived == 1 ? "wartet" : "warten")} noch {counts.NotArrived} von {counts.Total} Fotos.",
        _ when counts.Total == 0 =>
            "Nichts zu berichten: Weder im Ordner noch in der Warteschlange sind Fotos. Prüfen Sie Ordner und Event.",
        _ when counts.NotArrived == 0 => "Nicht vollständig: Es wurde kein Foto hochgeladen.",
        _ => $"Nicht vollständig. Nicht hochgeladen: {counts.NotArrived} von {counts.Total} Fotos.",
    };
}
