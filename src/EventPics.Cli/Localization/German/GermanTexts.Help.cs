using EventPics.Cli.Model;

namespace EventPics.Cli.Localization.German;

/// <content>The help.</content>
internal sealed partial class GermanTexts
{
    public override string ToolHelp =>
        "Lädt die Fotos und Videos einer Fotobox in EventPics-Alben hoch, egal wie schlecht das Netz vor Ort ist. Keines geht verloren, und jedes mögliche Duplikat wird gemeldet.";

    public override string BaseAddressHelp =>
        $"Die Adresse des Dienstes, falls es nicht die übliche ist. Umgebungsvariable: {EnvironmentVariables.BaseAddress}.";

    public override string DataDirHelp =>
        $"Der Ordner für Warteschlange und Anmeldung. Umgebungsvariable: {EnvironmentVariables.DataDirectory}.";

    public override string JsonHelp => "Ergebnisse als JSON ausgeben, ein Objekt pro Zeile.";

    public override string VerboseHelp => "Einzelheiten auf stderr ausgeben. API-Schlüssel und Upload-URLs erscheinen nie.";

    public override string LanguageHelp => "Die Sprache: en oder de. Standard: die Sprache des Systems.";

    public override string HelpHelp => "Diese Hilfe anzeigen.";

    public override string DescriptionHeading => "Beschreibung:";

    // As long as the English one, so that the columns stay aligned.
    public override string RequiredMark => "(PFLICHT) ";

    public override string CommandMark => "[BEFEHL]";

    public override string OptionsMark => "[OPTIONEN]";

    public override string DefaultMark => "[Standard: ";

    public override string VersionHelp => "Die Version anzeigen.";

    public override string EventsHelp => "Events und Alben auflisten.";

    public override string UploadHelp => "Dateien und Ordner senden, den Fortschritt anzeigen und warten, bis jede Datei hochgeladen oder fehlgeschlagen ist. Ein zweiter Aufruf sendet nichts doppelt.";

    public override string PathsHelp => "Dateien oder Ordner, die gesendet werden, oder Muster wie *.jpg.";

    public override string EventHelp => "Das Event: ID, Titel oder Link. Ohne diese Angabe bietet ein Terminal eine Liste an.";

    public override string AlbumHelp => "Das Album: ID oder Titel. Standard: EventPics wählt das Album.";

    public override string NoRecursiveHelp => "Unterordner überspringen.";

    public override string TimeoutHelp => "Nach dieser Zeit nicht länger warten, z. B. 30s, 5m, 1h oder 00:05:00. Was bis dahin nicht gesendet ist, bleibt in der Warteschlange.";

    public override string NoWaitHelp =>
        "Dateien nur einreihen; gesendet werden sie, wenn 'eventpics watch' läuft oder beim nächsten 'eventpics queue send'.";

    public override string BandwidthLimitHelp =>
        "Höchstens so schnell senden, z. B. 2Mbit oder 500kB pro Sekunde, oder nach Uhrzeit: \"18:00,2Mbit 23:00,off\".";

    public override string TimeZoneHelp =>
        "Zeitzone der Kamera-Uhr, z. B. Europe/Berlin oder +02:00, für Fotos, in denen keine steht. Standard: die des Computers.";

    public override string OnUploadedHelp => "Nach jedem Upload diesen Befehl ausführen oder JSON an diese URL senden. {file}, {event}, {album} und {time} werden im Befehl ersetzt; Argumente mit Leerzeichen gehören in einfache oder doppelte Anführungszeichen.";

    public override string OnProblemHelp => "Wenn nicht mehr oder wieder gesendet wird oder ein Foto fehlschlägt, diesen Befehl ausführen (mit den Variablen EVENTPICS_STATE und EVENTPICS_MESSAGE) oder JSON an diese URL senden.";

    public override string ResendHelp =>
        "Auch Fotos senden, die schon an ein anderes Event gesendet wurden. Standardmäßig werden sie übersprungen.";

    public override string WatchHelp =>
        "Einen Ordner überwachen und jedes neue Foto senden, bis Strg+C; mit --once, bis alles Vorhandene gesendet ist.";

    public override string WatchFolderHelp => "Der Ordner, in dem das Fotobox-Programm Fotos speichert. {date} im Pfad steht für das heutige Datum; {date-8h} wechselt um 8 Uhr statt um Mitternacht.";

    public override string OnceHelp => "Beenden, sobald alles Vorhandene gesendet ist.";

    public override string AllHelp =>
        "Auch Fotos senden, die schon im Ordner liegen, egal wie alt sie sind. Mit --once ist das der Standard.";

    public override string MaxAgeHelp =>
        "Von den Fotos, die schon im Ordner liegen, nur die senden, die höchstens so alt sind. Standard: 24h; mit --once jedes Alter.";

    public override string AlbumBySubfolderHelp => "Fotos aus einem Unterordner kommen in das Album, das so heißt wie er.";

    public override string IncludeHelp =>
        "Nur Dateien senden, die zu diesem Muster passen, z. B. \"*.jpg\" oder \"prints/**\". Mehrfach möglich.";

    public override string ExcludeHelp => "Dateien überspringen, die zu diesem Muster passen. Mehrfach möglich.";

    public override string AfterUploadHelp => "Hochgeladene Dateien liegen lassen (keep), nach 'uploaded' verschieben (move) oder löschen (delete, braucht --allow-delete). Standard: keep.";

    public override string AllowDeleteHelp => "Bestätigen, dass hochgeladene Dateien gelöscht werden dürfen.";

    public override string StatusHelp => "In einer Zeile anzeigen, ob Fotos gesendet werden.";

    public override string CheckHelp => "Für die Überwachung: Exit-Code 0, wenn alles in Ordnung ist, 1 bei einer Warnung, 2 bei einem Problem, 3, wenn der Zustand unbekannt ist.";

    public override string QueueHelp => "Die Warteschlange anzeigen und reparieren.";

    public override string QueueStatusHelp => "Anzeigen, wie viele Fotos warten und warum.";

    public override string QueueListHelp => "Die Fotos der Warteschlange auflisten, neueste zuerst.";

    public override string QueueRetryHelp => "Fehlgeschlagene Fotos jetzt noch einmal versuchen; ohne ID alle.";

    public override string QueueRemoveHelp => "Fotos aus der Warteschlange entfernen. Sie werden nicht mehr an dieses Event gesendet, auch wenn die Dateien noch im Ordner liegen; 'take-back' macht das rückgängig.";

    public override string QueueSendHelp => "Alles senden, was wartet.";

    public override string QueueExportHelp => "Wartende Fotos in einen Ordner kopieren, z. B. auf einem USB-Stick, damit ein anderer Computer sie senden kann; ohne ID alle. Von hier werden sie dann nicht mehr gesendet; 'take-back' macht das rückgängig.";

    public override string QueueImportHelp => "Exportierte Fotos einreihen, jedes nur einmal.";

    public override string IdsHelp =>
        "IDs, wie 'eventpics queue list' sie anzeigt; die ersten Zeichen genügen, wenn keine andere ID so beginnt.";

    public override string ExportFolderHelp => "Der Ordner, in den exportiert wird.";

    public override string ImportFolderHelp => "Der Ordner mit den exportierten Fotos.";

    public override string QueueTakeBackHelp => "Exportierte Fotos zurückholen, um sie von hier zu senden; ohne ID alle. Bei entfernten Fotos wird das Entfernen rückgängig gemacht (nur mit ID).";

    public override string QueueMoveHelp => "Noch nicht hochgeladene Fotos in ein anderes Event oder Album verschieben.";

    public override string MoveEventHelp => "Das Event, in das verschoben wird: ID, Titel oder Link.";

    public override string MoveFromEventHelp => "Alle noch nicht hochgeladenen Fotos dieses Events verschieben.";

    public override string MoveAllHelp => "Alle noch nicht hochgeladenen Fotos verschieben.";

    public override string FilterStateHelp => "Nur Fotos in diesem Zustand.";

    public override string FilterEventHelp => "Nur Fotos dieses Events.";

    public override string FilterAlbumHelp => "Nur Fotos dieses Albums.";

    public override string FilterNameHelp => "Nur Fotos, deren Dateiname diesen Text enthält.";

    public override string FilterFolderHelp => "Nur Fotos aus diesem Ordner.";

    public override string DoctorHelp =>
        "API-Schlüssel, Event, Uhr, Festplatten, Ordner, Netzwerk und Tempo prüfen und melden, ob alles bereit ist.";

    public override string DoctorEventHelp => "Das Event, das geprüft wird: ID, Titel oder Link.";

    public override string DoctorFolderHelp => "Der Ordner, der überwacht werden soll.";

    public override string SpeedTestHelp => "Das Upload-Tempo messen. Dabei bleibt ein kleines graues Testfoto im Event zurück.";

    public override string ReportHelp => "Jedes Foto eines Events, eines Ordners oder von beidem mit seiner Upload-Bestätigung abgleichen. Exit-Codes: 0 vollständig, 4 einige warten noch, 1 einige fehlen.";

    public override string ReportFolderHelp => "Der Ordner mit den Dateien des Events, einschließlich 'uploaded'. Ohne ihn enthält der Bericht nur, was die Warteschlange über das Event weiß.";

    public override string ReportEventHelp =>
        "Das Event: ID, Titel oder Link. Ohne diese Angabe alle Events, zu denen Fotos im Ordner gehören.";

    public override string ReportFormatHelp => "Das Format des Berichts. Standard: nach der Endung von --output, sonst text. csv trennt mit Semikolon, wie Excel es im Deutschen erwartet.";

    public override string ReportOutputHelp => "Den Bericht in diese Datei schreiben.";

    public override string ListenHelp =>
        "URL-Trigger von dslrBooth und LumaBooth auf diesem Computer annehmen und die Dateien senden, auf die sie verweisen.";

    public override string ListenFolderHelp => "Ein Ordner, aus dem gesendet werden darf. Mehrfach möglich.";

    public override string TriggerHelp =>
        "Nur die Dateien von Triggern dieser Art senden, z. B. printing. Mehrfach möglich. Standard: alle Arten.";

    public override string ListenPortHelp => "Der Port auf diesem Computer.";

    public override string ServiceHelp => "Ein Profil oder einen Ordner ab dem Systemstart ausführen.";

    public override string ServiceInstallHelp =>
        "Den Dienst einrichten: für ein Profil eine systemd-Unit oder unter Windows eine Aufgabe bei der Anmeldung, für einen Ordner eine systemd-Unit oder einen Windows-Dienst.";

    public override string ServiceFolderHelp => "Nur diesen Ordner für --event überwachen, statt ein Profil auszuführen.";

    public override string ServiceProfileHelp => "Das Profil, das mit seiner Seite läuft: profiles/NAME.json im Datenordner. Standard: default.";

    public override string ServiceUninstallHelp => "Den Dienst entfernen.";

    public override string ServicePrintHelp => "Nur anzeigen, was geschehen würde.";

    public override string StartHelp =>
        "Die Oberfläche starten und ihre Seite im Browser öffnen, wie ein Doppelklick. Läuft sie schon, nur die Seite öffnen.";

    public override string RunHelp =>
        "Senden, wie es das gespeicherte Profil vorgibt, und die Seite bereitstellen, ohne einen Browser zu öffnen; bis Strg+C.";

    public override string ProfileNameHelp => "Das Profil: profiles/NAME.json im Datenordner.";

    public override string AppPortHelp => "Der Port der Seite auf diesem Computer; ist er belegt, der nächste freie.";

    public override string ProfileHelp => "Mit den Profilen der Oberfläche arbeiten.";

    public override string ProfileCheckHelp => "Die Datei eines Profils prüfen und alle Fehler zusammen melden.";

    public override string ProfileFileHelp => "Die Datei des Profils. Sie darf für einen anderen Computer bestimmt sein.";

    public override string LoginHelp => "Den API-Schlüssel für diesen Benutzer speichern, verdeckt eingegeben oder von stdin.";

    public override string LogoutHelp => "Den gespeicherten API-Schlüssel löschen. Die Warteschlange bleibt erhalten.";

    public override string EmulatorHelp => "Einen lokalen EventPics-Server zum Ausprobieren starten.";

    public override string EmulatorPortHelp => "Der Port auf diesem Computer; 0 wählt einen freien.";

    public override string EmulatorListenHelp =>
        "Die Adresse, unter der der Emulator erreichbar ist; mit 0.0.0.0 im ganzen Netzwerk. Standard: nur auf diesem Computer.";

    public override string EmulatorDataHelp => "Die Fotos in diesem Ordner speichern. Standard: im Arbeitsspeicher.";

    public override string EmulatorEventHelp => "Ein Event, das angelegt wird, mit zwei Alben. Mehrfach möglich. Standard: zwei Events.";

    public override string EmulatorFaultHelp(string known) =>
        $"Die nächsten Aufrufe fehlschlagen lassen. SCHRITT: events, url oder put. NAME: {known}; N ist eine Zahl: ein Status wie bei status-503 oder Bytes, Bytes pro Sekunde oder Sekunden. ANZAHL: wie viele Aufrufe, standardmäßig 1. Mehrfach möglich; Fehler eines Schritts treten in der angegebenen Reihenfolge auf.";
}
