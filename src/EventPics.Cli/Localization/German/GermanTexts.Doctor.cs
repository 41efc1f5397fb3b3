using EventPics.Cli.Model;

namespace EventPics.Cli.Localization.German;

/// <content>The doctor.</content>
internal sealed partial class GermanTexts
{
    public override string Ready => "Alles bereit, es kann losgehen.";

    public override string ReadyAsFarAsChecked => "Soweit geprüft, kann es losgehen.";

    public override string NotReady => "Noch nicht startklar. Beheben Sie zuerst, was mit FEHLER markiert ist.";

    public override string NoTlsOnLoopback => "Unverschlüsselt, aber das ist in Ordnung: Der Server läuft auf diesem Computer.";

    public override string ServerTimeUnknown => "Der Server meldet keine Uhrzeit; deshalb konnte die Uhr nicht geprüft werden.";

    public override string ClockFine => "Geht richtig.";

    public override string NoEventGiven => "Geben Sie eines mit --event an.";

    public override string KeyPresentUnchecked => "Vorhanden, nicht geprüft.";

    public override string NoFolderGiven => "Geben Sie mit --folder an, welcher Ordner überwacht werden soll.";

    public override string NeedsNetwork => "Dafür ist eine Verbindung nötig.";

    public override string NeedsKey => "Dafür ist der API-Schlüssel nötig.";

    public override string NeedsEventToTest => "Dafür ist ein Event für das Testfoto nötig.";

    public override string CheckName(string check) => check switch
    {
        DoctorChecks.Disk => "Festplatte",
        DoctorChecks.Data => "Warteschlange",
        DoctorChecks.Folder => "Ordner",
        DoctorChecks.FolderDisk => "Festplatte des Ordners",
        DoctorChecks.Network => "Netzwerk",
        DoctorChecks.Tls => "Verschlüsselung",
        DoctorChecks.Clock => "Uhr",
        DoctorChecks.Key => "API-Schlüssel",
        DoctorChecks.Event => "Event",
        _ => "Tempo",
    };

    public override string CheckResultLabel(CheckResult result) => result switch
    {
        CheckResult.Ok => "OK",
        CheckResult.Unchecked => "UNGEPRÜFT",
        CheckResult.Warning => "WARNUNG",
        _ => "FEHLER",
    };

    public override string DiskFree(string free, bool isLow) =>
        $"{free} frei.{(isLow ? " Schaffen Sie Platz, oder wählen Sie mit --data-dir eine andere Festplatte." : "")}";

    public override string FolderDiskFree(string free, bool isLow) =>
        $"{free} frei.{(isLow ? " Schaffen Sie Platz: Auf einer vollen Festplatte kann das Fotobox-Programm keine Fotos speichern." : "")}";

    public override string DiskUnknown(string why) => $"Der freie Platz ließ sich nicht ermitteln: {why}";

    public override string DataFolderFine(string folder, int waiting) => $"{folder} ist beschreibbar. {WaitingPhotos(waiting)}.";

    public override string DataFolderWithFailed(string folder, int waiting, int failed) =>
        $"{folder} ist beschreibbar. {WaitingPhotos(waiting)}, {failed} fehlgeschlagen: siehe 'eventpics queue list --state failed'.";

    public override string FolderReportsChanges(string folder, int photos) =>
        $"{folder} meldet neue Dateien sofort. Darin {(photos == 1 ? "liegt" : "liegen")} {Photos(photos)}.";

    public override string FolderReadOnly(string folder) =>
        $"{folder} ist lesbar, aber nicht beschreibbar; deshalb lässt sich nicht prüfen, ob er neue Dateien meldet. Überwachen geht, --after-upload move und delete gehen nicht.";

    public override string FolderWithoutNotifications(string folder) =>
        $"{folder} meldet keine neuen Dateien, wie bei Netzlaufwerken üblich. Er wird alle 10 Sekunden durchsucht.";

    public override string FolderHasDamagedNames(int count, string example) => count == 1
        ? $"1 Datei lässt sich nicht senden, weil ihr Name beschädigt ist: {example}. Benennen Sie sie um."
        : $"{count} Dateien lassen sich nicht senden, weil ihre Namen beschädigt sind, z. B. {example}. Benennen Sie sie um.";

    public override string ServerReached(string host) => $"{host} antwortet.";

    public override string TlsFine(string protocol, string validUntil) => $"{protocol}, Zertifikat gültig bis {validUntil}.";

    public override string ClockOff(string span, bool isAhead) =>
        $"Die Uhr dieses Computers geht {span} {(isAhead ? "vor" : "nach")}. Stellen Sie sie richtig, sonst bekommen die Fotos falsche Zeiten.";

    public override string KeyFine(int events) => $"Gültig. {(events == 1 ? "1 Event" : $"{events} Events")}.";

    public override string EventFine(string place) => $"{place} ist vorhanden.";

    public override string SpeedNotMeasured(int milliseconds) =>
        $"Nicht gemessen; ein Aufruf dauert {milliseconds} ms. Das Upload-Tempo messen Sie mit --event und --speed-test; dabei bleibt ein kleines graues Testfoto im Event zurück.";

    public override string SpeedMeasured(string speed, int photos, string duration, string place) =>
        $"{speed}; {photos} Fotos mit je 3 MB dauern {duration}. In {place} liegt jetzt ein graues Testfoto: Löschen Sie es in der App.";

    protected override string WaitingPhotos(int count) => count == 1 ? "1 Foto wartet" : $"{count} Fotos warten";
}
