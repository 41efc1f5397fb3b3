using EventPics.Cli.Model;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Localization.German;

/// <content>Run-time errors: what happened, and what to do.</content>
internal sealed partial class GermanTexts
{
    public override string NoApiKey =>
        $"Es gibt keinen API-Schlüssel. Kopieren Sie ihn aus der API-Schlüssel-Verwaltung des Events in der EventPics-App, und führen Sie dann 'eventpics login' aus, oder setzen Sie {EnvironmentVariables.ApiKey}.";

    public override string WaitsForKey(string problem) =>
        $"{problem} Bis dahin kommen Fotos in die Warteschlange; sie werden gesendet, sobald es einen gültigen Schlüssel gibt.";

    public override string MalformedApiKey => "Der API-Schlüssel enthält Zeichen, die in keinem Schlüssel vorkommen. Kopieren Sie ihn noch einmal aus der API-Schlüssel-Verwaltung des Events.";

    public override string UnreadableApiKey =>
        "Dieser Benutzer kann den gespeicherten API-Schlüssel nicht lesen. Führen Sie 'eventpics login' noch einmal aus.";

    public override string Interrupted => "Abgebrochen.";

    public override string Unexpected => "Ein unerwarteter Fehler ist aufgetreten. Versuchen Sie es noch einmal; --verbose zeigt Einzelheiten. Die Warteschlange ist sicher.";

    public override string NoAccess => "Der Zugriff wurde verweigert. Prüfen Sie Besitzer und Zugriffsrechte der Datei und ihres Ordners.";

    public override string PathTooLong => "Der Pfad ist zu lang. Kürzen Sie die Ordnernamen.";

    public override string WriteProtected => "Dieses Laufwerk ist schreibgeschützt.";

    public override string OutputLost => "Die Ausgabe lässt sich nicht schreiben. Geht sie in eine Datei, prüfen Sie deren Festplatte; geht sie an ein anderes Programm, prüfen Sie, ob es noch läuft. Der Befehl selbst läuft weiter.";

    public override string IoError => "Die Datei lässt sich nicht lesen oder schreiben. Vielleicht greift noch ein anderes Programm darauf zu: Versuchen Sie es noch einmal; --verbose zeigt Einzelheiten.";

    public override string UnusableFileName =>
        "Eine Datei mit diesem Namen kann nicht gesendet werden. Benennen Sie sie um: höchstens 255 Bytes, keine Steuerzeichen.";

    public override string UnusableId => "Es gibt kein Event und kein Album mit dieser ID. 'eventpics events' listet die IDs auf.";

    public override string Unusable => "Das kann so nicht gesendet werden; --verbose zeigt Einzelheiten.";

    public override string ProxyRequiresLogin =>
        "Der Proxy dieses Netzwerks verlangt eine Anmeldung. Melden Sie sich dort an, oder tragen Sie Benutzernamen und Passwort in die Variable HTTPS_PROXY ein (http://benutzer:passwort@proxy:port); der Netzwerkadministrator kennt sie.";

    public override string ErrorText(EventPicsError error) => error switch
    {
        EventPicsError.ApiKeyRejected => "Der API-Schlüssel wurde abgelehnt. Kopieren Sie einen gültigen aus der API-Schlüssel-Verwaltung des Events in der EventPics-App und führen Sie 'eventpics login' aus.",
        EventPicsError.NotFound => "Dieses Event oder Album gibt es nicht oder nicht mehr. 'eventpics events' zeigt, was es gibt.",
        EventPicsError.InvalidRequest => "Der Dienst hat die Anfrage abgelehnt. Prüfen Sie den Dateinamen und das Album.",
        EventPicsError.PayloadTooLarge => "Die Datei ist zu groß für den Dienst. Senden Sie eine kleinere Version.",
        EventPicsError.RateLimited => "Der Server nimmt gerade nicht mehr Anfragen an. Versuchen Sie es etwas später noch einmal.",
        EventPicsError.UploadUrlExpired =>
            "Das Hochladen hat länger gedauert, als die Upload-URL gültig war. Es wird mit einer neuen noch einmal versucht.",
        EventPicsError.UploadRejected => "Der Speicherdienst hat die Datei abgelehnt. Versuchen Sie 'eventpics queue retry'; hilft das nicht, wenden Sie sich an den EventPics-Support.",
        EventPicsError.ServerError => "Der Server hat gerade Probleme. Versuchen Sie es später noch einmal.",
        EventPicsError.UnexpectedResponse => "Der Server hat unverständlich geantwortet. Prüfen Sie --base-address; stimmt die Adresse, wenden Sie sich an den EventPics-Support.",
        EventPicsError.CaptivePortal => "Statt EventPics hat eine Anmeldeseite dieses Netzwerks geantwortet. Öffnen Sie auf diesem Computer einen Browser und melden Sie sich im Netzwerk an.",
        EventPicsError.UntrustedConnection => "Die Verbindung ist nicht vertrauenswürdig. Prüfen Sie Datum und Uhrzeit dieses Computers und ob eine Anmeldeseite oder ein Proxy dazwischengeschaltet ist.",
        EventPicsError.Network => "Der Server ist nicht erreichbar. Prüfen Sie die Netzwerkverbindung.",
        EventPicsError.Timeout => "Die Antwort kam nicht rechtzeitig. Vermutlich ist die Verbindung langsam oder der Server überlastet; versuchen Sie es noch einmal.",
        EventPicsError.Stalled =>
            "Das Hochladen kam nicht mehr voran. Vermutlich ist die Verbindung unterbrochen; sobald sie wieder da ist, geht es weiter.",
        _ => Unexpected,
    };

    public override string QueueErrorText(UploadQueueError error) => error switch
    {
        UploadQueueError.DiskFull =>
            "Die Festplatte ist voll. Schaffen Sie Platz; Fotos, die schon in der Warteschlange sind, sind sicher.",
        UploadQueueError.FolderNotWritable =>
            "Der Datenordner ist nicht beschreibbar. Prüfen Sie Besitzer und Zugriffsrechte, oder wählen Sie mit --data-dir einen anderen.",
        UploadQueueError.NetworkFolder => "Der Datenordner liegt auf einem Netzlaufwerk oder wird von OneDrive oder einem ähnlichen Dienst synchronisiert: Dort ist eine Warteschlange nicht sicher. Wählen Sie mit --data-dir einen Ordner auf diesem Computer.",
        UploadQueueError.NewerVersion =>
            "Eine neuere EventPics-Version hat diese Warteschlange geschrieben. Aktualisieren Sie dieses Programm.",
        UploadQueueError.SqliteTooOld =>
            "Das SQLite dieses Computers hat einen Fehler, der die Warteschlange beschädigen kann. Aktualisieren Sie dieses Programm.",
        UploadQueueError.QueueFull => "Die Warteschlange ist voll. Warten Sie, bis ein Teil gesendet ist.",
        UploadQueueError.StorageFailed => "Die Warteschlange lässt sich gerade nicht lesen oder schreiben. Prüfen Sie die Festplatte.",
        _ => Unexpected,
    };

    public override string NotCheckedYet => "Die Verbindung wurde noch nicht geprüft.";

    public override string LastContact(DateTimeOffset at) => $"Letzter Kontakt um {Time(at)}.";

    public override string Connection(QueueHealth connection) => connection switch
    {
        QueueHealth.Online => "Verbunden.",
        QueueHealth.Offline => "Keine Verbindung. Die Fotos sind sicher und werden gesendet, sobald sie wieder da ist.",
        QueueHealth.CaptivePortal =>
            "Statt EventPics hat eine Anmeldeseite dieses Netzwerks geantwortet. Öffnen Sie einen Browser und melden Sie sich an.",
        QueueHealth.Untrusted => "Die Verbindung ist nicht vertrauenswürdig. Prüfen Sie Datum und Uhrzeit dieses Computers.",
        QueueHealth.ApiKeyRejected => "Der API-Schlüssel wurde abgelehnt. Führen Sie 'eventpics login' mit einem gültigen Schlüssel aus; die Fotos sind sicher und werden dann gesendet.",
        QueueHealth.RateLimited => "Der Server nimmt gerade nicht mehr Anfragen an.",
        QueueHealth.ServerError => "Der Server hat gerade Probleme.",
        QueueHealth.EventUnavailable => "Das Event oder Album nimmt zurzeit keine Fotos an. Sehen Sie in der EventPics-App nach.",
        QueueHealth.Paused => "Angehalten.",
        QueueHealth.Held => "Wartet, solange die Kamera arbeitet.",
        QueueHealth.StorageError => "Die Festplatte ist voll oder fehlerhaft. Schaffen Sie Platz.",
        QueueHealth.NotSending => "Zurzeit wird nicht gesendet. Starten Sie 'eventpics watch' oder 'eventpics queue send'.",
        _ => "",
    };

    public override string WaitingFor(WaitReason reason) => reason switch
    {
        WaitReason.Unfinished => "Wird noch geschrieben.",
        WaitReason.Locked => "In einem anderen Programm geöffnet.",
        WaitReason.Empty => "Noch leer.",
        WaitReason.Albums => "Die Albenliste lässt sich nicht abrufen.",
        WaitReason.Queue => "Die Warteschlange kann gerade nichts aufnehmen; vielleicht ist die Festplatte voll.",
        WaitReason.Unreadable => "Nicht lesbar. Prüfen Sie Besitzer und Zugriffsrechte.",
        _ => "",
    };

    public override string FilesWaitingFor(WaitReason reason, int count) => reason switch
    {
        WaitReason.Unfinished => $"{Files(count)} noch nicht fertig geschrieben.",
        WaitReason.Locked => $"{Files(count)} in einem anderen Programm geöffnet.",
        WaitReason.Unreadable => $"{Files(count)} oder Ordner nicht lesbar. Prüfen Sie Besitzer und Zugriffsrechte.",
        WaitReason.Empty => $"{Files(count)} noch leer.",
        WaitReason.Albums => $"{Files(count)} noch nicht in der Warteschlange: Die Albenliste lässt sich nicht abrufen.",
        WaitReason.Queue => $"{Files(count)} noch nicht in der Warteschlange: Vielleicht ist die Festplatte voll. Schaffen Sie Platz.",
        _ => "",
    };

    public override string NotMoved(int count, string folder) =>
        $"{Files(count)} {(count == 1 ? "ist hochgeladen, ließ" : "sind hochgeladen, ließen")} sich aber nicht verschieben oder löschen: Prüfen Sie die Zugriffsrechte von '{folder}'. Es wird erneut versucht.";
}
