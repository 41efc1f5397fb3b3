using EventPics.Cli.Model;
using EventPics.Cli.Platform;

namespace EventPics.Cli.Localization.German;

/// <content>Login, service, listen, emulator.</content>
internal sealed partial class GermanTexts
{
    public override string ApiKeyPrompt => "API-Schlüssel (wird nicht angezeigt): ";

    public override string EmptyApiKey =>
        "Es wurde kein API-Schlüssel angegeben. Fügen Sie ihn ein, wenn danach gefragt wird, oder übergeben Sie ihn über stdin.";

    public override string LoggedOut => "Der API-Schlüssel ist gelöscht. Die Warteschlange bleibt erhalten.";

    public override string WasNotLoggedIn => "Es war kein API-Schlüssel gespeichert.";

    public override string VariableTakesPrecedence =>
        $"{EnvironmentVariables.ApiKey} ist gesetzt und hat Vorrang vor dem gespeicherten Schlüssel.";

    public override string VariableStillSet => $"{EnvironmentVariables.ApiKey} ist gesetzt und gilt weiterhin.";

    public override string NoServicesHere =>
        "Dienste gibt es nur unter Windows und unter Linux mit systemd. Starten Sie 'eventpics watch' stattdessen bei der Anmeldung.";

    public override string StopWithCtrlC => "Beenden mit Strg+C.";

    public override string LoggedIn(string path) => $"Der API-Schlüssel ist in {path} gespeichert, nur für Sie lesbar.";

    public override string KeyNotChecked(string why) => $"Der Schlüssel konnte nicht geprüft werden. {why}";

    public override string ServiceDescription(string folder) => $"EventPics: sendet Fotos aus {folder}";

    public override string ServiceProfileDescription(string name) => $"EventPics: sendet Fotos nach dem Profil '{name}'";

    public override string TaskCreated(string name) => $"Die Aufgabe '{name}' läuft und startet bei jeder Anmeldung.";

    public override string TaskFailed(string call) => $"Windows lehnt ab: {call}";

    public override string NeedsFolder(string option, string folder) => $"{option} braucht auch {folder}; ein Profil hat sein eigenes Event.";

    public override string UnitWritten(string path) => $"Geschrieben: {path}";

    public override string UnitNext(string systemctl) => $"Damit der Dienst jetzt und bei jedem Systemstart läuft, einmal ausführen:\n  {systemctl} daemon-reload\n  {systemctl} enable --now {SystemdUnit.Name}";

    public override string UserUnitNeedsLinger => "Ohne diesen Befehl startet er erst, wenn Sie sich anmelden:\n  loginctl enable-linger";

    public override string UnitRemoved(string path) => $"Entfernt: {path}";

    public override string UnitRemovedNext(string systemctl) =>
        $"Um den laufenden Dienst zu beenden:\n  {systemctl} stop {SystemdUnit.Name}\n  {systemctl} daemon-reload";

    public override string NoUnit(string path) => $"Es gibt keinen Dienst: {path} ist nicht vorhanden.";

    public override string ScFailed(string call) =>
        $"Windows hat diesen Aufruf abgelehnt: {call}\nFühren Sie es in einem Terminal aus, das als Administrator gestartet ist.";

    public override string ServiceNeedsLogin(string dataDirectory) =>
        $"Der Dienst liest den API-Schlüssel aus {dataDirectory}. Führen Sie zuerst 'eventpics login --data-dir {dataDirectory}' aus.";

    public override string Listening(string address) =>
        $"Bereit. Tragen Sie diese Adresse in dslrBooth oder LumaBooth als Trigger-URL ein:\n  {address}/\nBeenden mit Strg+C.";

    public override string PortNeedsRights(int port) => $"Dieser Benutzer darf Port {port} nicht öffnen: Ports unter 1024 sind Administratoren vorbehalten. Wählen Sie mit --port einen höheren.";

    public override string PortInUse(int port) => $"Port {port} ist belegt oder reserviert. Wählen Sie mit --port einen anderen.";

    public override string OutsideAllowedFolders(string path) => $"Nicht gesendet: {path} liegt in keinem mit --folder angegebenen Ordner.";

    public override string NotInAllowedFolders(string name) =>
        $"Nicht gesendet: {name} ist keine Datei in einem mit --folder angegebenen Ordner.";

    public override string EmulatorStarted(string address) => $"EventPics-Emulator: {address} (im Browser sehen Sie, was ankommt)";

    public override string AddressUnavailable(string address) =>
        $"Dieser Computer hat die Adresse {address} nicht. Geben Sie mit --listen eine andere an; 0.0.0.0 steht für alle seine Adressen.";

    public override string EmulatorAcceptsAnyHost(string address) =>
        $"Der Emulator ist unter {address} auch für andere Computer erreichbar, nimmt jeden Hostnamen an, und sein API-Schlüssel ist nicht geheim. Verwenden Sie ihn nur in Netzwerken, denen Sie vertrauen.";

    public override string EmulatorReceived(int count) => $"{Photos(count)} empfangen.";

    public override string EmulatorDidNotStart(string why) =>
        $"Der Emulator konnte nicht starten. {why} Wählen Sie mit --data einen anderen Ordner.";
}
