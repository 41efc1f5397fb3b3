using EventPics.Cli.Model;

namespace EventPics.Cli.Localization.German;

/// <content>Mistakes on the command line and around it.</content>
internal sealed partial class GermanTexts
{
    public override string NoDataDirectory => $"Dieser Benutzer hat keinen Ordner für Programmdaten. Geben Sie einen mit --data-dir oder {EnvironmentVariables.DataDirectory} an.";

    public override string NoSuchPath => "Diese Datei oder diesen Ordner gibt es nicht. Prüfen Sie den Pfad.";

    public override string ExportToFile(string path) => $"'{path}' ist eine Datei. Geben Sie den Ordner an, in den exportiert werden soll; er wird angelegt, wenn es ihn nicht gibt.";

    public override string PatternMatchesNothing => "Zu diesem Muster passt keine Datei.";

    public override string EmptyFile => "Die Datei ist leer. Warten Sie, bis Kamera oder Fotobox-Programm sie geschrieben hat, oder löschen Sie sie.";

    public override string UnreadableFolder => "Der Ordner kann nicht gelesen werden. Prüfen Sie Besitzer und Rechte.";

    public override string TheseExist => "Es gibt diese:";

    public override string ChooseById => "Geben Sie eines mit seiner ID an:";

    public override string NoEvents => "Dieses Konto hat noch keine Events. Legen Sie eines in der EventPics-App an.";

    public override string NoAlbums => "Es hat noch keine Alben.";

    public override string TimeoutNeedsOnce => "--timeout gehört zu --once; ohne das läuft watch bis Strg+C.";

    public override string DeleteNeedsPermission => "Gelöscht wird nur auf ausdrücklichen Wunsch: Fügen Sie --allow-delete hinzu, oder nehmen Sie --after-upload move.";

    public override string SeeHelp(string command) => $"'{command} --help' zeigt, was möglich ist.";

    public override string UnknownOption(string name, string? nearest) => $"Die Option {name} gibt es nicht.{DidYouMean(nearest)}";

    public override string UnknownCommand(string name, string? nearest) => $"Den Befehl '{name}' gibt es nicht.{DidYouMean(nearest)}";

    public override string BadDuration(string option, string value) => $"{option} erwartet eine Zeit wie 30s, 5m, 1h oder 00:05:00, nicht '{value}'.";

    public override string BadBandwidthLimit(string value) =>
        $"--bwlimit erwartet ein Tempo wie 2Mbit oder 500kB (je Sekunde; mindestens 256kbit) oder einen Zeitplan wie \"18:00,2Mbit 23:00,off\", nicht '{value}'.";

    public override string BadBaseAddress(string name, string value) => $"{name} erwartet eine https-Adresse (http nur für diesen Computer), nicht '{value}'.";

    public override string BadLanguage(string value) => $"--lang erwartet en oder de, nicht '{value}'.";

    public override string ReportNeedsSubject => "Geben Sie einen Ordner, mit --event ein Event, oder beides an.";

    public override string BadState(string value, string known) => $"--state erwartet einen dieser Werte: {known}; nicht '{value}'.";

    public override string MoveNeedsChoice => "Geben Sie an, welche Fotos umziehen: mit ihren IDs, mit --from-event oder mit --all.";

    public override string BadPort(string value) => $"--port erwartet eine Zahl von 0 bis 65535, nicht '{value}'.";

    public override string BadListenAddress(string value) => $"--listen erwartet eine IP-Adresse dieses Computers, z. B. 192.168.0.10, oder 0.0.0.0 für alle, nicht '{value}'.";

    public override string BadFault(string value) => $"--fault erwartet SCHRITT:NAME oder SCHRITT:NAME:ANZAHL, z. B. put:lost-response:2, nicht '{value}'.";

    public override string UnknownFaultStep(string step, string known, string? nearest) => $"--fault: Den Schritt '{step}' gibt es nicht.{DidYouMean(nearest)} Schritte: {known}.";

    public override string UnknownFault(string step, string name, string known, string? nearest) =>
        $"--fault: Den Fehler '{name}' gibt es bei {step} nicht.{DidYouMean(nearest)} Fehler (N: eine Zahl im erlaubten Bereich): {known}.";

    public override string BadFaultCount(string value, string count) => $"--fault: ANZAHL ist eine Zahl ab 1, nicht '{count}' wie in '{value}'.";

    public override string BadFormat(string value) => $"--format erwartet text, csv oder html, nicht '{value}'.";

    public override string BadOutput(string ending) => $"--output schreibt .txt, .csv oder .html, nicht {ending}. Wählen Sie einen solchen Namen, oder das Format mit --format.";

    public override string BadAfterUpload(string value) => $"--after-upload erwartet keep, move oder delete, nicht '{value}'.";

    public override string UnsafePlaceholder(string option, string placeholder, string variable) =>
        $"{option}: {placeholder} würde dort Teil eines Skripts, und ein Dateiname könnte als Befehl ausgeführt werden. Lassen Sie es weg und verwenden Sie im Skript die Variable {variable}, in einer Batch-Datei als \"%{variable}%\".";

    public override string EmptyValue(string option) => $"{option} braucht einen Wert.";

    public override string Missing(string name) => $"{name} fehlt.";

    public override string OnlyOnce(string option) => $"{option} nimmt nur einen Wert.";

    public override string CannotBeCombined(string option) => $"{option} steht allein, ohne alles andere.";

    public override string UnexpectedArgument(string word) => $"'{word}' ist ein Wort zu viel. Was Leerzeichen enthält, gehört in Anführungszeichen.";

    public override string MutuallyExclusive(string first, string second) => $"{first} und {second} schließen einander aus.";

    public override string NeedsEvent(string option) => $"{option} braucht auch --event.";

    public override string NoSuchFolder(string folder) => $"Den Ordner '{folder}' gibt es nicht. Prüfen Sie den Pfad, oder legen Sie ihn an.";

    public override string UnknownPlaceholder(string token, string known) => $"'{token}' im Pfad des Ordners steht für nichts. Bekannt sind {known}.";

    public override string NotAFolder(string path) => $"'{path}' ist eine Datei. Nennen Sie den Ordner, in dem sie liegt.";

    public override string NoPhotos(string folder) => $"In '{folder}' sind keine Fotos oder Videos.";

    public override string SkippedSymlink(string path) => $"Verknüpfung übergangen: {path}. Verknüpfungen wird nicht gefolgt, da sie überallhin führen könnten.";

    public override string UnknownEvent(string linkId) => $"Das Event '{linkId}' gibt es nicht.";

    public override string BadPattern(string patterns) => $"Ein Muster ist unverständlich: {patterns}. Möglich sind *, ? und **; Klammern und ein ! am Anfang werden nicht unterstützt.";

    public override string AmbiguousEvent(string wanted) => $"Es gibt mehr als ein Event '{wanted}'.";

    public override string UnknownAlbum(string album, string title) => $"Das Event '{title}' hat kein Album '{album}'.";

    public override string AmbiguousAlbum(string album, string title) => $"Das Event '{title}' hat mehr als ein Album '{album}'.";

    public override string TitleNeedsNetwork(string album) => $"Um zu klären, ob '{album}' die ID oder der Titel eines Albums ist, wird einmal das Netz gebraucht. Versuchen Sie es wieder, wenn es da ist; danach geht es auch ohne.";

    protected override string DidYouMean(string? nearest) => nearest is null ? "" : $" Meinten Sie {nearest}?";
}
