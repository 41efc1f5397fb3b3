using EventPics.Cli.Model;

namespace EventPics.Cli.Localization.German;

/// <content>The help.</content>
internal sealed partial class GermanTexts
{
    public override string ToolHelp => "Bringt Fotos aus der Fotobox in EventPics-Alben, genau einmal, egal was das Netz vor Ort macht.";

    public override string BaseAddressHelp => $"Die Adresse des Dienstes, falls sie nicht die übliche ist. Variable: {EnvironmentVariables.BaseAddress}.";

    public override string DataDirHelp => $"Wo Warteschlange und Anmeldung liegen. Variable: {EnvironmentVariables.DataDirectory}.";

    public override string JsonHelp => "Ergebnisse als JSON ausgeben, ein Objekt je Zeile.";

    public override string VerboseHelp => "Ausführlicher berichten, auf stderr. Schlüssel und Links erscheinen nie.";

    public override string LanguageHelp => "Die Sprache: en oder de. Vorgabe: die des Systems.";

    public override string HelpHelp => "Diese Hilfe zeigen.";

    public override string DescriptionHeading => "Beschreibung:";

    // As long as the English one, so that the columns stay in line.
    public override string RequiredMark => "(PFLICHT) ";

    public override string CommandMark => "[BEFEHL]";

    public override string OptionsMark => "[OPTIONEN]";

    public override string DefaultMark => "[Vorgabe: ";

    public override string VersionHelp => "Die Version zeigen.";

    public override string EventsHelp => "Events und Alben auflisten.";

    public override string UploadHelp => "Dateien und Ordner senden, den Fortschritt zeigen und warten, bis jede hochgeladen oder fehlgeschlagen ist. Ein zweiter Aufruf sendet nichts doppelt.";

    public override string PathsHelp => "Dateien oder Ordner.";

    public override string EventHelp => "Das Event: seine ID, sein Titel oder sein Link.";

    public override string AlbumHelp => "Das Album: seine ID oder sein Titel. Standard: EventPics wählt das Album.";

    public override string NoRecursiveHelp => "Nicht in Unterordner schauen.";

    public override string TimeoutHelp => "Nach dieser Zeit nicht länger warten, etwa 30s, 5m, 1h oder 00:05:00. Was dann nicht gesendet ist, bleibt in der Warteschlange.";

    public override string NoWaitHelp => "Dateien nur einreihen; ein laufendes watch oder das nächste 'eventpics queue send' sendet sie.";

    public override string BandwidthLimitHelp => "Nicht schneller senden als so, etwa 2Mbit oder 500kB je Sekunde; oder nach Uhrzeit: \"18:00,2Mbit 23:00,off\".";

    public override string OnUploadedHelp => "Nach jedem hochgeladenen Foto diesen Befehl ausführen ({file}, {event}, {album}, {time} werden eingesetzt; Wörter mit Leerzeichen in doppelten oder einfachen Anführungszeichen) oder JSON an diese URL senden.";

    public override string OnProblemHelp => "Wenn das Senden stockt, wieder läuft oder ein Foto fehlschlägt, diesen Befehl ausführen (EVENTPICS_STATE und EVENTPICS_MESSAGE sind gesetzt) oder JSON an diese URL senden.";

    public override string ResendHelp => "Auch Fotos senden, die schon an ein anderes Event gesendet wurden. Sonst werden sie übersprungen.";

    public override string WatchHelp => "Senden, was in einen Ordner kommt, bis Strg+C; mit --once, bis alles Vorhandene gesendet ist.";

    public override string WatchFolderHelp => "Der Ordner, in den das Fotobox-Programm Fotos speichert. {date} oder {date-8h} darin folgt dem Tag.";

    public override string OnceHelp => "Beenden, sobald alles Vorhandene gesendet ist.";

    public override string AllHelp => "Auch alle Fotos senden, die schon im Ordner liegen. Mit --once ist das der Standard.";

    public override string MaxAgeHelp => "Von den Fotos, die schon im Ordner liegen, nur solche senden, die höchstens so alt sind. Standard: 24h; mit --once jedes Alter.";

    public override string AlbumBySubfolderHelp => "Fotos aus einem Unterordner kommen in das Album, das so heißt wie er.";

    public override string IncludeHelp => "Nur Dateien senden, die zu diesem Muster passen, z. B. \"*.jpg\" oder \"prints/**\". Mehrfach möglich.";

    public override string ExcludeHelp => "Dateien überspringen, die zu diesem Muster passen. Mehrfach möglich.";

    public override string AfterUploadHelp => "Hochgeladene Dateien liegen lassen (keep), nach 'uploaded' verschieben (move) oder löschen (delete, braucht --allow-delete). Standard: keep.";

    public override string AllowDeleteHelp => "Ja, hochgeladene Dateien wirklich löschen.";

    public override string StatusHelp => "In einer Zeile zeigen, ob Fotos gesendet werden.";

    public override string CheckHelp => "Mit 0 enden, wenn alles in Ordnung ist, mit 1 bei einer Warnung, 2 bei einem Problem, 3, wenn es sich nicht feststellen lässt: für die Überwachung.";

    public override string QueueHelp => "Die Warteschlange ansehen und reparieren.";

    public override string QueueStatusHelp => "Zeigen, wie viele Fotos warten und was sie aufhält.";

    public override string QueueListHelp => "Die Fotos der Warteschlange auflisten, neueste zuerst.";

    public override string QueueRetryHelp => "Fehlgeschlagene Fotos jetzt noch einmal versuchen; ohne ID alle.";

    public override string QueueRemoveHelp => "Fotos aus der Warteschlange entfernen. Sie werden nicht mehr an dieses Event gesendet, auch wenn die Dateien noch im Ordner liegen; 'take-back' macht es rückgängig.";

    public override string QueueSendHelp => "Alles senden, was wartet.";

    public override string QueueExportHelp => "Wartende Fotos in einen Ordner kopieren, etwa auf einen USB-Stick, um sie von einem anderen Computer zu senden; ohne ID alle. Von hier werden sie nicht mehr gesendet; 'take-back' macht es rückgängig.";

    public override string QueueImportHelp => "Exportierte Fotos einreihen, jedes nur einmal.";

    public override string IdsHelp => "IDs, wie 'eventpics queue list' sie zeigt; die ersten Zeichen genügen, wenn keine andere ID so beginnt.";

    public override string ExportFolderHelp => "Der Ordner, in den exportiert wird.";

    public override string ImportFolderHelp => "Der Ordner mit den exportierten Fotos.";

    public override string QueueTakeBackHelp => "Exportierte Fotos zurückholen, um sie von hier zu senden; ohne ID alle. Mit den IDs entfernter Fotos das Entfernen rückgängig machen.";

    public override string QueueMoveHelp => "Noch nicht hochgeladene Fotos in ein anderes Event oder Album verschieben.";

    public override string MoveEventHelp => "Das Zielevent: seine ID, sein Titel oder sein Link.";

    public override string MoveFromEventHelp => "Alle noch nicht hochgeladenen Fotos dieses Events verschieben.";

    public override string MoveAllHelp => "Alle noch nicht hochgeladenen Fotos verschieben.";

    public override string FilterStateHelp => "Nur Fotos in diesem Zustand.";

    public override string FilterEventHelp => "Nur Fotos dieses Events.";

    public override string FilterAlbumHelp => "Nur Fotos dieses Albums.";

    public override string FilterNameHelp => "Nur Fotos, deren Dateiname das enthält.";

    public override string FilterFolderHelp => "Nur Fotos, die aus diesem Ordner kamen.";

    public override string DoctorHelp => "Schlüssel, Event, Uhr, Platten, Ordner, Netz und Tempo prüfen und sagen, ob es losgehen kann.";

    public override string DoctorEventHelp => "Das Event, das geprüft wird: seine ID, sein Titel oder sein Link.";

    public override string DoctorFolderHelp => "Der Ordner, der überwacht werden soll.";

    public override string SpeedTestHelp => "Das Upload-Tempo messen. Dabei bleibt ein kleines graues Testfoto im Event.";

    public override string ReportHelp => "Jedes Foto eines Events, eines Ordners oder von beidem mit seiner Quittung abgleichen. Exit-Code: 0 vollständig, 4 einige warten noch, 1 einige fehlen.";

    public override string ReportFolderHelp => "Der Ordner mit den Dateien des Events, 'uploaded' eingeschlossen. Ohne ihn wird nur aufgelistet, was die Warteschlange über das Event weiß.";

    public override string ReportEventHelp => "Das Event: seine ID, sein Titel oder sein Link. Ohne diese Option jedes Event, zu dem Fotos des Ordners gehören.";

    public override string ReportFormatHelp => "Das Format des Berichts. Standard: nach der Endung von --output, sonst text. csv trennt mit Semikolon, wie Excel es im Deutschen erwartet.";

    public override string ReportOutputHelp => "Den Bericht in diese Datei schreiben.";

    public override string ListenHelp => "Die URL-Trigger von dslrBooth und LumaBooth auf diesem Computer annehmen und die genannten Dateien senden.";

    public override string ListenFolderHelp => "Ein Ordner, aus dem gesendet werden darf. Mehrfach möglich.";

    public override string TriggerHelp => "Nur die Dateien von Triggern dieser Art senden, z. B. printing. Mehrfach möglich. Standard: alle Arten.";

    public override string ListenPortHelp => "Der Port auf diesem Computer.";

    public override string ServiceHelp => "Einen Ordner ab dem Systemstart überwachen.";

    public override string ServiceInstallHelp => "Den Dienst einrichten: als Windows-Dienst oder systemd-Unit.";

    public override string ServiceUninstallHelp => "Den Dienst entfernen.";

    public override string ServicePrintHelp => "Nur zeigen, was getan würde.";

    public override string LoginHelp => "Den API-Schlüssel für diesen Benutzer speichern: verdeckt eingetippt oder von stdin.";

    public override string LogoutHelp => "Den gespeicherten API-Schlüssel löschen. Die Warteschlange bleibt.";

    public override string EmulatorHelp => "Einen lokalen EventPics-Server zum Ausprobieren starten.";

    public override string EmulatorPortHelp => "Der Port auf diesem Computer; 0 nimmt einen freien.";

    public override string EmulatorListenHelp => "Die Adresse, unter der der Emulator erreichbar ist; mit 0.0.0.0 im ganzen Netzwerk. Standard: nur auf diesem Computer.";

    public override string EmulatorDataHelp => "Die Fotos in diesem Ordner aufbewahren. Standard: im Arbeitsspeicher.";

    public override string EmulatorEventHelp => "Ein Event, das es gibt, mit zwei Alben. Darf mehrmals angegeben werden. Standard: zwei Events.";

    public override string EmulatorFaultHelp(string known) =>
        $"Die nächsten Aufrufe fehlschlagen lassen. SCHRITT: events, url oder put; ANZAHL: wie viele Aufrufe, sonst 1. NAME: {known} (N: eine Zahl, z. B. status-503; Bytes, Bytes pro Sekunde oder Sekunden). Darf mehrmals angegeben werden; Fehler eines Schritts kommen in der angegebenen Reihenfolge.";
}
