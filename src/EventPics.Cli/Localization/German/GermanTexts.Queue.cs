using EventPics.Queue;

namespace EventPics.Cli.Localization.German;

/// <content>The queue.</content>
internal sealed partial class GermanTexts
{
    public override string QueueEmpty => "Die Warteschlange ist leer.";

    public override string NothingMatches => "Kein Foto in der Warteschlange entspricht dieser Auswahl.";

    public override string RetryingNow => "Sie werden jetzt gesendet.";

    public override string DamagedOnDrive =>
        "Die Datei ist beschädigt: Sie ist nicht mehr so, wie sie exportiert wurde. Exportieren Sie sie noch einmal.";

    public override string UnreadableSidecar => "Die Begleitdatei ist nicht lesbar. Exportieren Sie das Foto noch einmal.";

    public override string BytesDamaged =>
        "Die Daten fehlen oder sind auf der Festplatte beschädigt. Senden Sie die Datei noch einmal aus ihrem Ordner.";

    public override string StatusWaiting(int count, long bytes, TimeSpan? oldest) =>
        $"Wartend:           {count}" + (count > 0 ? $" ({Size(bytes)}{(oldest is { } age ? $", das älteste seit {Span(age)}" : "")})" : "");

    public override string StatusOtherAccount(int count, IReadOnlyList<string> linkIds) =>
        $"Anderer Schlüssel: {count} davon, für {string.Join(", ", linkIds)} (warten auf den API-Schlüssel, mit dem sie eingereiht wurden; 'eventpics queue move' sendet sie an ein anderes Event)";

    public override string StatusSending(int count) => $"Wird gesendet:     {count}";

    public override string StatusUploaded(int count, int today) =>
        $"Hochgeladen:       {count}" + (count > 0 ? $" (davon heute {today})" : "");

    public override string StatusFailed(int count) =>
        $"Fehlgeschlagen:    {count}"
            + (count > 0 ? " ('eventpics queue list --state failed' zeigt den Grund, 'queue retry' versucht es noch einmal)" : "");

    public override string StatusExported(int count) =>
        $"Exportiert:        {count} (werden nicht von hier gesendet; 'eventpics queue take-back' holt sie zurück)";

    public override string StatusRemoved(int count) => $"Entfernt:          {count}";

    public override string StatusConnection(string text) => $"Verbindung:        {text}";

    public override string StatusPossibleDuplicates(int count) =>
        $"{Photos(count)} {(count == 1 ? "könnte" : "könnten")} im Album doppelt erscheinen, weil eine Antwort verloren ging.";

    public override string ExportedNote(string folder, DateTimeOffset? at) => $"Exportiert nach {folder}{AtTime(at)}.";

    public override string RemovedNote(DateTimeOffset? at) => $"Entfernt{AtTime(at)}; wird nicht mehr an dieses Event gesendet.";

    public override string NoSuchPhoto(string id) => $"In der Warteschlange ist kein Foto '{id}'. 'eventpics queue list' zeigt alle an.";

    public override string AmbiguousId(string id) => $"Mehr als eine ID beginnt mit '{id}'. Geben Sie mehr Zeichen an:";

    public override string Retried(int failed, int waiting) => (failed, waiting) switch
    {
        (0, 0) => "Es gibt nichts zu wiederholen.",
        (0, _) => $"Kein Foto ist fehlgeschlagen; {WaitingPhotos(waiting)}.",
        (1, _) => "1 Foto wird noch einmal versucht.",
        _ => $"{failed} Fotos werden noch einmal versucht.",
    };

    public override string RetryNeedsTakeBack(string file, QueuedUploadState state) =>
        $"{file} wurde {(state == QueuedUploadState.Exported ? "exportiert" : "entfernt")}. Um es von hier zu senden, verwenden Sie 'eventpics queue take-back'.";

    public override string Removed(int count) => $"{Photos(count)} entfernt.";

    public override string RemovedBefore(string file) => $"{file} war schon entfernt.";

    public override string RemovedAfterUpload(string file) =>
        $"{file} war schon hochgeladen und ist weiterhin im Album. Löschen Sie es dort in der EventPics-App.";

    public override string RemovedWhileSending(string file) =>
        $"{file} wurde gerade gesendet und ist vielleicht im Album. Sehen Sie in der EventPics-App nach.";

    public override string RemovalIsFinal(string ids) =>
        $"Entfernte Fotos werden nicht mehr an dieses Event gesendet, auch wenn die Dateien noch im Ordner liegen. Rückgängig machen: eventpics queue take-back {ids}";

    public override string NothingToTakeBack(string file) => $"{file} wurde weder exportiert noch entfernt.";

    public override string NotTakenBack(string file) => $"{file} ließ sich nicht zurückholen: Die Daten sind nicht mehr hier. Importieren Sie das Foto aus dem Ordner, in den es exportiert wurde.";

    public override string TakenBack(int count) => count == 0 ? "Es gibt nichts zurückzuholen." : $"{Photos(count)} zurückgeholt.";

    public override string RemovalUndone(string file, QueuedUploadState? now) => now switch
    {
        QueuedUploadState.Uploaded => $"{file} gilt wieder als hochgeladen und wird nicht noch einmal gesendet.",
        QueuedUploadState.Exported =>
            $"{file} gilt wieder als exportiert. Um das Foto von hier zu senden, holen Sie es noch einmal zurück.",
        _ => $"{file} darf wieder gesendet werden. Laden Sie die Datei dazu noch einmal hoch; läuft 'eventpics watch', findet es sie von selbst.",
    };

    public override string MayBeSentFromElsewhere(string file, string folder) =>
        $"{file} wird jetzt von hier gesendet. Achten Sie darauf, dass kein anderer Computer das Foto aus {folder} sendet, sonst ist es doppelt im Album.";

    public override string Moved(int count, string place) =>
        count == 0 ? "Es wurde nichts verschoben." : $"{Photos(count)} nach {place} verschoben.";

    public override string NotRerouted(string file, QueuedUploadState state) => state switch
    {
        QueuedUploadState.Uploaded => $"{file} wurde nicht verschoben: Es ist schon hochgeladen.",
        QueuedUploadState.Exported =>
            $"{file} wurde nicht verschoben: Es wurde exportiert. Holen Sie es erst mit 'eventpics queue take-back' zurück.",
        QueuedUploadState.Removed => $"{file} wurde nicht verschoben: Es wurde entfernt.",
        _ => $"{file} wurde nicht verschoben: Dasselbe Foto wartet dort schon oder wurde aus jenem Event entfernt.",
    };

    public override string RequiresLookup(string wanted, string why) =>
        $"'{wanted}' lässt sich gerade nicht nachschlagen. {why} Versuchen Sie es noch einmal, wenn die Verbindung wieder da ist, oder geben Sie die ID an.";

    public override string EventLookupFailed(string why) => $"Das Event ließ sich nicht prüfen. {why}";

    public override string Exported(int count, string folder) =>
        $"{Photos(count)} nach {folder} exportiert; von hier {(count == 1 ? "wird es" : "werden sie")} nicht mehr gesendet. Führen Sie auf dem anderen Computer 'eventpics queue import' aus. Rückgängig machen: hier 'eventpics queue take-back'.";

    public override string NothingToExport => "Es warten keine Fotos, also gibt es nichts zu exportieren.";

    public override string NothingExported => "Es wurde nichts exportiert.";

    public override string NothingLeftToExport(QueuedUploadState state) =>
        state == QueuedUploadState.Uploaded ? "Es ist schon hochgeladen." : "Es wurde entfernt.";

    public override string NothingToImport(string folder) =>
        $"In '{folder}' gibt es nichts zu importieren. Geben Sie den Ordner an, in den 'eventpics queue export' geschrieben hat.";

    public override string AllImportedBefore => "Nichts Neues: Alles darin wurde schon importiert.";

    public override string Imported(int count) => $"{Photos(count)} eingereiht.";

    public override string ImportOfRemoved(string id) =>
        $"Es wurde für dieses Event entfernt. Um es zu importieren, führen Sie zuerst 'eventpics queue take-back {id}' aus.";

    public override string NotExported(string file, string why) => $"{file} wurde nicht exportiert: {why}";

    public override string NotMarkedAsImported(string file, string why) =>
        $"{file} wurde eingereiht, aber das ließ sich auf dem Datenträger nicht vermerken: {why} Importieren Sie es nicht auch auf einem anderen Computer, sonst ist das Foto doppelt im Album.";

    public override string NotImported(string file, string why) => $"{file} wurde nicht eingereiht: {why}";

    protected override string AtTime(DateTimeOffset? at) => at is { } time ? $" am {DateAndTime(time.ToLocalTime())}" : "";

    protected override string Photos(int count) => count == 1 ? "1 Foto" : $"{count} Fotos";

    protected override string StateLabel(QueuedUploadState state) => state switch
    {
        QueuedUploadState.Waiting => "wartet",
        QueuedUploadState.Sending => "wird gesendet",
        QueuedUploadState.Uploaded => "hochgeladen",
        QueuedUploadState.Failed => "fehlgeschlagen",
        QueuedUploadState.Exported => "exportiert",
        _ => "entfernt",
    };
}
