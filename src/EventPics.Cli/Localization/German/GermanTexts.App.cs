namespace EventPics.Cli.Localization.German;

/// <content>The operator app.</content>
internal sealed partial class GermanTexts
{
    public override string AppStarted(string address) => $"Die Seite: {address}";

    public override string AppIsRunning(string address) => $"EventPics läuft bereits: {address}";

    public override string AppIsStarting => "EventPics startet gerade auf diesem Computer.";

    public override string ProfileChanged(string name) => $"Das Profil '{name}' hat sich geändert.";

    public override string LeftByProfileChange(int count) =>
        $"{Files(count)} {(count == 1 ? "war" : "waren")} beim Wechsel des Profils unvollständig und {(count == 1 ? "wurde" : "wurden")} nicht eingereiht. "
            + "Sobald vollständig, hochladen mit 'eventpics upload DATEI --event EVENT':";

    public override string NothingWatched(string path) =>
        $"Noch wird kein Ordner überwacht, weil im Profil {path} etwas fehlt oder falsch ist:";

    public override string LastProfileKept(string path) =>
        $"Das Profil {path} wurde geändert, enthält aber Fehler. Bis sie behoben sind, läuft alles weiter wie bisher:";

    public override string NoFolderWatched => "Zurzeit wird kein Ordner überwacht.";

    public override string NotSetUp => "EventPics ist noch nicht eingerichtet";
}
