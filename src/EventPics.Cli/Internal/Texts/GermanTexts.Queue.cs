using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <content>The queue and the report.</content>
internal sealed partial class GermanTexts
{
    public override string QueueEmpty => "Die Warteschlange ist leer.";

    public override string SentByNextRun => "Ein laufendes watch sendet sie jetzt, sonst 'eventpics queue send'.";

    public override string BytesGone => "Seine Daten sind nicht mehr im Ordner der Warteschlange.";

    public override string DamagedOnStick => "Die Datei ist beschädigt: Sie ist nicht mehr so, wie sie exportiert wurde. Exportieren Sie sie noch einmal.";

    public override string UnreadableNote => "Die Begleitdatei neben dem Bild ist unlesbar.";

    public override string BytesDamaged => "Seine Daten sind auf der Platte beschädigt.";

    public override IReadOnlyList<string> ReportColumns => ["Bild", "Stand", "Hochgeladen", "Größe", "SHA-256"];

    public override string StatusWaiting(int count, long bytes, TimeSpan? oldest) =>
        $"Wartend:     {count}" + (count > 0 ? $" ({Size(bytes)}{(oldest is { } age ? $", das älteste seit {Span(age)}" : "")})" : "");

    public override string StatusSending(int count) => $"Unterwegs:   {count}";

    public override string StatusUploaded(int count) => $"Hochgeladen: {count}";

    public override string StatusSetAside(int count) => $"Abgelehnt:   {count}" + (count > 0 ? " ('eventpics queue list' nennt den Grund, 'queue retry' versucht es wieder)" : "");

    public override string StatusConnection(string words) => $"Verbindung:  {words}";

    public override string StatusPossibleDuplicates(int count) => $"{count} könnten im Album doppelt erscheinen, weil unterwegs eine Antwort verloren ging.";

    public override string NoSuchPicture(string id) => $"In der Warteschlange ist kein Bild '{id}'. 'eventpics queue list' zeigt alle.";

    public override string Retried(int count) => count == 1 ? "1 Bild wartet wieder." : $"{count} Bilder warten wieder.";

    public override string Removed(int count) => $"{Pictures(count)} entfernt.";

    public override string Exported(int count, string folder) => $"{Pictures(count)} nach {folder} verschoben. 'eventpics queue import' nimmt {(count == 1 ? "es" : "sie")} wieder auf, hier oder auf einem anderen Computer.";

    public override string NothingToExport => "Es wartet kein Bild, also gibt es nichts zu verschieben.";

    public override string NothingExported => "Es wurde nichts verschoben.";

    public override string NothingToImport(string folder) => $"In '{folder}' gibt es nichts zu importieren. Nennen Sie den Ordner, in den 'eventpics queue export' geschrieben hat.";

    public override string AllImportedBefore => "Nichts Neues: Alles darin wurde schon importiert.";

    public override string Imported(int count) => $"{Pictures(count)} eingereiht.";

    public override string NotExported(string file, string why) => $"{file} bleibt in der Warteschlange: {why}";

    public override string NotImported(string file, string why) => $"{file} wurde nicht eingereiht: {why}";

    public override string ReportTitle(string folder) => $"Upload-Bericht für {folder}";

    public override string ReportTime(string time) => $"Stand: {time}";

    public override string ReportTotal(int count) => $"{Pictures(count)} insgesamt";

    public override string ReportWritten(string path) => $"Der Bericht steht in {path}.";

    public override string ReportState(ReportState state) => state switch
    {
        Internal.ReportState.Uploaded => "hochgeladen",
        Internal.ReportState.Waiting => "wartet",
        Internal.ReportState.SetAside => "abgelehnt",
        Internal.ReportState.Missing => "nicht gesendet",
        _ => "unlesbar",
    };

    public override string ReportVerdict(Report report) => report.ExitCode switch
    {
        ExitCodes.Done when report.Rows.Count == 0 => "In diesem Ordner sind keine Bilder.",
        ExitCodes.Done when report.Rows.Count == 1 => "Vollständig: Das eine Bild ist hochgeladen.",
        ExitCodes.Done => $"Vollständig: Alle {Pictures(report.Rows.Count)} sind hochgeladen.",
        ExitCodes.Waiting => $"Noch nicht vollständig. Es warten noch: {report.Count(Internal.ReportState.Waiting)} von {report.Rows.Count} Bildern.",
        _ => $"Nicht vollständig. Nicht hochgeladen: {report.Rows.Count - report.Count(Internal.ReportState.Uploaded)} von {report.Rows.Count} Bildern.",
    };

    protected override string Pictures(int count) => count == 1 ? "1 Bild" : $"{count} Bilder";

    protected override string StateWord(QueuedUploadState state) => state switch
    {
        QueuedUploadState.Waiting => "wartet",
        QueuedUploadState.Sending => "unterwegs",
        QueuedUploadState.Uploaded => "hochgeladen",
        _ => "abgelehnt",
    };
}
