using EventPics.Cli.Model;

namespace EventPics.Cli.Localization.German;

/// <content>Errors on and around the command line.</content>
internal sealed partial class GermanTexts
{
    public override string NoDataDirectory => $"Dieser Benutzer hat keinen Ordner für Anwendungsdaten. Geben Sie einen mit --data-dir oder {EnvironmentVariables.DataDirectory} an.";

    public override string NoSuchPath => "Diese Datei oder diesen Ordner gibt es nicht. Prüfen Sie den Pfad.";

    public override string ExportToFile(string path) =>
        $"'{path}' ist eine Datei. Geben Sie den Ordner an, in den exportiert werden soll; er wird angelegt, wenn es ihn nicht gibt.";

    public override string PatternMatchesNothing => "Zu diesem Muster passt keine Datei.";

    public override string EmptyFile =>
        "Die Datei ist leer. Warten Sie, bis Kamera oder Fotobox-Programm sie geschrieben hat, oder löschen Sie sie.";

    public override string UnreadableFolder => "Der Ordner ist nicht lesbar. Prüfen Sie Besitzer und Zugriffsrechte.";

    public override string TheseExist => "Vorhanden sind:";

    public override string ChooseById => "Geben Sie die ID an:";

    public override string ChooseEvent => "An welches Event gehen die Fotos?";

    public override string ChooseAlbum(string title) => $"Welches Album von {title}?";

    public override string NumberPrompt(bool isOptional) => isOptional ? "Nummer (oder Enter, dann wählt EventPics): " : "Nummer: ";

    public override string NotInList(int count) => count == 1 ? "Geben Sie 1 ein." : $"Geben Sie eine Nummer von 1 bis {count} ein.";

    public override string SameChoiceNextTime(string linkId, string? album) =>
        $"Damit die Frage beim nächsten Mal entfällt: {EventOptions(linkId, album)}";

    public override string KnownEventsOnly(string problem) => $"{problem} Zuletzt bekannte Events:";

    public override string ChoiceNeedsNetwork => "Für die Liste der Events ist einmal eine Verbindung nötig. Versuchen Sie es später noch einmal, oder geben Sie --event an.";

    public override string NoEvents => "Dieses Konto hat noch keine Events. Legen Sie eines in der EventPics-App an.";

    public override string NoAlbums => "Es hat noch keine Alben.";

    public override string TimeoutNeedsOnce => "--timeout braucht --once; ohne --once läuft watch bis Strg+C.";

    public override string DeleteNeedsPermission(string option, string permission) =>
        $"{option} delete braucht auch {permission}. Sollen die Dateien erhalten bleiben, verwenden Sie {option} move.";

    public override string SeeHelp(string command) => $"Mehr dazu: '{command} --help'.";

    public override string UnknownOption(string name, string? nearest) => $"Die Option {name} gibt es nicht.{DidYouMean(nearest)}";

    public override string UnknownCommand(string name, string? nearest) => $"Den Befehl '{name}' gibt es nicht.{DidYouMean(nearest)}";

    public override string BadDuration(string option, string value) =>
        $"{option} erwartet eine Zeit wie 30s, 5m, 1h oder 00:05:00, nicht '{value}'.";

    public override string BadBandwidthLimit(string option, string value) =>
        $"{option} erwartet ein Tempo wie 2Mbit oder 500kB (pro Sekunde; mindestens 256kbit) oder einen Zeitplan wie \"18:00,2Mbit 23:00,off\", nicht '{value}'.";

    public override string BadTimeZone(string option, string value) =>
        $"{option} erwartet eine Zeitzone, die dieser Computer kennt, wie Europe/Berlin, oder einen Abstand wie +02:00, nicht '{value}'.";

    public override string BadBaseAddress(string name, string value) =>
        $"{name} erwartet eine https-Adresse (http nur für diesen Computer), nicht '{value}'.";

    public override string BadLanguage(string option, string value) => $"{option} erwartet en oder de, nicht '{value}'.";

    public override string ReportNeedsSubject => "Geben Sie einen Ordner, mit --event ein Event, oder beides an.";

    public override string BadState(string value, string known) => $"--state erwartet einen dieser Werte: {known}; nicht '{value}'.";

    public override string MoveNeedsChoice =>
        "Geben Sie an, welche Fotos verschoben werden sollen: mit ihren IDs, mit --from-event oder mit --all.";

    public override string BadPort(string value) => $"--port erwartet eine Zahl von 0 bis 65535, nicht '{value}'.";

    public override string BadListenAddress(string value) =>
        $"--listen erwartet eine IP-Adresse dieses Computers, z. B. 192.168.0.10, oder 0.0.0.0 für alle, nicht '{value}'.";

    public override string BadFault(string value) =>
        $"--fault erwartet SCHRITT:NAME oder SCHRITT:NAME:ANZAHL, z. B. put:lost-response:2, nicht '{value}'.";

    public override string UnknownFaultStep(string step, string known, string? nearest) =>
        $"--fault: Den Schritt '{step}' gibt es nicht.{DidYouMean(nearest)} Schritte: {known}.";

    public override string UnknownFault(string step, string name, string known, string? nearest) =>
        $"--fault: Den Fehler '{name}' gibt es bei {step} nicht.{DidYouMean(nearest)} Fehler (N: eine Zahl im erlaubten Bereich): {known}.";

    public override string BadFaultCount(string value, string count) =>
        $"--fault: ANZAHL ist eine Zahl ab 1, nicht '{count}' wie in '{value}'.";

    public override string BadFormat(string value) => $"--format erwartet text, csv oder html, nicht '{value}'.";

    public override string BadOutput(string ending) =>
        $"--output schreibt .txt, .csv oder .html, nicht {ending}. Wählen Sie einen solchen Namen, oder das Format mit --format.";

    public override string BadAfterUpload(string option, string value) => $"{option} erwartet keep, move oder delete, nicht '{value}'.";

    public override string UnsafePlaceholder(string option, string placeholder, string variable) =>
        $"{option}: {placeholder} würde dort Teil eines Skripts, und ein Dateiname könnte als Befehl ausgeführt werden. Verwenden Sie im Skript stattdessen die Variable {variable}, in einer Batch-Datei \"%{variable}%\".";

    public override string EmptyValue(string option) => $"{option} braucht einen Wert.";

    public override string Missing(string name) => $"{name} fehlt.";

    public override string OnlyOnce(string option) => $"{option} erlaubt nur einen Wert.";

    public override string CannotBeCombined(string option) => $"{option} lässt sich mit nichts kombinieren.";

    public override string UnexpectedArgument(string word) =>
        $"'{word}' ist eine Angabe zu viel. Werte mit Leerzeichen gehören in Anführungszeichen.";

    public override string MutuallyExclusive(string first, string second) => $"{first} und {second} lassen sich nicht kombinieren.";

    public override string NeedsEvent(string option) => $"{option} braucht auch --event.";

    public override string NoSuchFolder(string folder) =>
        $"Den Ordner '{folder}' gibt es nicht. Prüfen Sie den Pfad, oder legen Sie ihn an.";

    public override string UnknownPlaceholder(string token, string known) =>
        $"'{token}' ist kein bekannter Platzhalter für den Ordnerpfad. Möglich sind {known}.";

    public override string NotAFolder(string path) => $"'{path}' ist eine Datei. Geben Sie den Ordner an, in dem sie liegt.";

    public override string NoPhotos(string folder) => $"In '{folder}' sind keine Fotos oder Videos.";

    public override string SkippedSymlink(string path) =>
        $"Symbolische Verknüpfung übersprungen: {path}. Solchen Verknüpfungen wird nicht gefolgt, weil sie überallhin führen könnten.";

    public override string UnknownEvent(string linkId) => $"Das Event '{linkId}' gibt es nicht.";

    public override string BadPattern(string patterns) =>
        $"Ungültiges Muster: {patterns}. Möglich sind *, ? und **; Klammern und ein ! am Anfang werden nicht unterstützt.";

    public override string AmbiguousEvent(string wanted) => $"Mehr als ein Event heißt '{wanted}'.";

    public override string UnknownAlbum(string album, string title) => $"Das Event '{title}' hat kein Album '{album}'.";

    public override string AmbiguousAlbum(string album, string title) => $"Im Event '{title}' heißt mehr als ein Album '{album}'.";

    public override string TitleNeedsNetwork(string album) => $"Um zu klären, ob '{album}' die ID oder der Titel eines Albums ist, braucht das Programm einmal eine Verbindung. Versuchen Sie es noch einmal, wenn sie wieder da ist; danach geht es auch ohne.";

    protected override string DidYouMean(string? nearest) => nearest is null ? "" : $" Meinten Sie {nearest}?";
}
