namespace EventPics.Cli.Internal;

/// <content>The doctor.</content>
internal sealed partial class GermanTexts
{
    public override string Go => "Start frei. Alles ist bereit.";

    public override string NoGo => "Noch nicht. Bringen Sie erst in Ordnung, was markiert ist.";

    public override string NoTlsOnLoopback => "Unverschlüsselt, was in Ordnung ist: Der Server ist auf diesem Computer.";

    public override string ServerTellsNoTime => "Der Server nennt keine Zeit; die Uhr konnte nicht geprüft werden.";

    public override string ClockFine => "Geht richtig.";

    public override string NoEventAsked => "Nicht geprüft. Nennen Sie eines mit --event.";

    public override string KeyThereButUnchecked => "Vorhanden, konnte aber ohne Netz nicht geprüft werden.";

    public override string CheckName(string check) => check switch
    {
        DoctorChecks.Disk => "Platte",
        DoctorChecks.Data => "Warteschlange",
        DoctorChecks.Folder => "Ordner",
        DoctorChecks.Network => "Netz",
        DoctorChecks.Tls => "Verschlüsselung",
        DoctorChecks.Clock => "Uhr",
        DoctorChecks.Key => "API-Schlüssel",
        DoctorChecks.Event => "Event",
        _ => "Tempo",
    };

    public override string HealthWord(Health health) => health switch
    {
        Health.Ok => "OK",
        Health.Warning => "HINWEIS",
        _ => "FEHLER",
    };

    public override string DiskFree(string free, bool isLow) => $"{free} frei.{(isLow ? " Schaffen Sie Platz, oder wählen Sie mit --data-dir eine andere Platte." : "")}";

    public override string DiskUnknown(string why) => $"Der freie Platz war nicht zu ermitteln: {why}";

    public override string DataFolderFine(string folder, int waiting) => $"{folder} ist beschreibbar. {Pictures(waiting)} wartend.";

    public override string DataFolderWithRefused(string folder, int waiting, int refused) =>
        $"{folder} ist beschreibbar. {Pictures(waiting)} wartend, {refused} abgelehnt: siehe 'eventpics queue list'.";

    public override string FolderTellsChanges(string folder, int? pictures) =>
        $"{folder} meldet neue Dateien sofort.{(pictures is { } count ? $" Jetzt {Pictures(count)} darin." : "")}";

    public override string FolderIsSilent(string folder) => $"{folder} meldet keine neuen Dateien, wie bei Netzlaufwerken üblich. Er wird alle 10 Sekunden durchsucht.";

    public override string ServerReached(string host) => $"{host} antwortet.";

    public override string TlsFine(string protocol, string validUntil) => $"{protocol}, Zertifikat gültig bis {validUntil}.";

    public override string ClockOff(string span, bool isAhead) =>
        $"Die Uhr dieses Computers geht {span} {(isAhead ? "vor" : "nach")}. Stellen Sie sie, sonst bekommen Bilder falsche Zeiten.";

    public override string KeyFine(int events) => $"Angenommen. {(events == 1 ? "1 Event" : $"{events} Events")}.";

    public override string EventFine(string place) => $"{place} ist vorhanden.";

    public override string CallTime(int milliseconds, string need) =>
        $"Ein Aufruf dauert {milliseconds} ms; {SpeedTest.Prints} Drucke brauchen mindestens {need}. --speed-test misst die Leitung selbst.";

    public override string SpeedMeasured(string speed, int prints, string need, string place) =>
        $"{speed}; {prints} Drucke zu 3 MB brauchen {need}. In {place} liegt jetzt ein graues Testbild: Löschen Sie es in der App.";
}
