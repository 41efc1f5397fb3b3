namespace EventPics.Cli.Localization.German;

/// <content>Profiles.</content>
internal sealed partial class GermanTexts
{
    public override string ApiKeyInProfile =>
        "Ein Profil darf keinen API-Schlüssel enthalten, weil seine Datei auf andere Computer kopiert wird. Entfernen Sie ihn, und führen Sie stattdessen auf jedem Computer 'eventpics login' aus.";

    public override string MalformedProfile(long line, long column) =>
        $"Die Datei ist kein gültiges JSON; sehen Sie in Zeile {line}, Spalte {column} nach. Prüfen Sie, ob ein Anführungszeichen, ein Komma oder eine Klammer fehlt, und schreiben Sie Pfade mit / oder \\\\.";

    public override string ProfileIsNotUtf8 =>
        "Die Datei ist nicht in UTF-8 gespeichert. Speichern Sie sie mit der Codierung UTF-8.";

    public override string IncompleteCharacterInProfile =>
        "Die Datei enthält ein halbes Zeichen, zum Beispiel \\ud800. Ersetzen Sie es, etwa indem Sie den Namen neu eintippen.";

    public override string ProfileIsNoObject => "Die Datei muss ein JSON-Objekt enthalten: { \"event\": \"...\", \"folders\": [\"...\"] }.";

    public override string UnknownKey(string key, string? nearest) => $"Einen Eintrag '{key}' gibt es nicht.{DidYouMean(nearest)}";

    public override string KeyOnlyOnce(string key) => $"{key} kommt mehrmals vor. Behalten Sie eine der Angaben.";

    public override string KeyTakesBoolean(string key) => $"{key} erwartet true oder false, ohne Anführungszeichen.";

    public override string KeyTakesText(string key) => $"{key} erwartet einen Text in Anführungszeichen.";

    public override string KeyTakesList(string key) => $"{key} erwartet eine Liste von Texten, etwa [\"...\", \"...\"].";

    public override string EmptyKey(string key) => $"{key} ist leer. Geben Sie einen Wert an, oder entfernen Sie den Eintrag.";

    public override string BadBoothName(int max) => $"boothName erwartet einen einzeiligen Text mit höchstens {max} Zeichen.";

    public override string FoldersMissing =>
        "folders fehlt. Geben Sie den Ordner an, in dem das Fotobox-Programm die Fotos speichert, etwa [\"C:/dslrBooth/Prints\"].";

    public override string EventMissing => "event fehlt. Geben Sie die ID, den Titel oder den Link des Events an.";

    public override string FolderNotFull(string folder) =>
        $"'{folder}' ist kein vollständiger Pfad. Schreiben Sie ihn ab dem Laufwerk, etwa C:/dslrBooth/Prints, mit / oder \\\\ zwischen den Ordnern.";

    public override string FoldersOverlap(string first, string second) =>
        $"'{first}' und '{second}' enthalten dieselben Fotos. Behalten Sie nur den äußeren Ordner.";

    public override string BadTime(string key, string value) =>
        $"{key} erwartet einen Zeitpunkt wie 2026-06-20T14:00:00+02:00, nicht '{value}'.";

    public override string BadPhoneAccess(string value) => $"phoneAccess erwartet off, view oder control, nicht '{value}'.";

    public override string BadProfileName(string name, int max) =>
        $"'{name}' kann kein Profil heißen. Möglich sind 1 bis {max} Buchstaben, Ziffern, - und _.";

    public override string ProfileMissing(string path) => $"Das Profil {path} gibt es nicht.";

    public override string ProfileValid(string path) => $"{path}: Das Profil ist gültig.";

    public override string NoFolderHere(string folder) => $"Auf diesem Computer gibt es den Ordner '{folder}' nicht.";
}
