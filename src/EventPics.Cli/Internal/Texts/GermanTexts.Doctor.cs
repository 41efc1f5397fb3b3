namespace EventPics.Cli.Internal;

/// <content>The doctor.</content>
internal sealed partial class GermanTexts
{
    public override string Go => "Start frei. Alles ist bereit.";

    public override string GoAsFarAsChecked => "Start frei, soweit geprüft.";

    public override string NoGo => "Noch nicht. Bringen Sie erst in Ordnung, was markiert ist.";

    public override string NoTlsOnLoopback => "Unverschlüsselt, und das ist in Ordnung: Der Server läuft auf diesem Computer.";

    public override string ServerTellsNoTime => "Der Server nennt keine Zeit; deshalb konnte die Uhr nicht geprüft werden.";

    public override string ClockFine => "Geht richtig.";

    public override string NoEventAsked => "Nennen Sie eines mit --event.";

    public override string KeyThereButUnchecked => "Vorhanden.";

    public override string NoFolderAsked => "Nennen Sie mit --folder den, der überwacht werden soll.";

    public override string NeedsNetwork => "Dazu braucht es das Netz.";

    public override string NeedsKey => "Dazu braucht es den API-Schlüssel.";

    public override string NeedsEventToTest => "Dazu braucht es das Event, in das das Testbild geht.";

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
        Health.Unchecked => "UNGEPRÜFT",
        Health.Warning => "HINWEIS",
        _ => "FEHLER",
    };

    public override string DiskFree(string free, bool isLow) => $"{free} frei.{(isLow ? " Schaffen Sie Platz, oder wählen Sie mit --data-dir eine andere Platte." : "")}";

    public override string DiskUnknown(string why) => $"Der freie Platz war nicht zu ermitteln: {why}";

    public override string DataFolderFine(string folder, int waiting) => $"{folder} ist beschreibbar. {Wait(waiting)}.";

    public override string DataFolderWithRefused(string folder, int waiting, int refused) =>
        $"{folder} ist beschreibbar. {Wait(waiting)}, {refused} abgelehnt: siehe 'eventpics queue list'.";

    public override string FolderTellsChanges(string folder, int pictures) => $"{folder} meldet neue Dateien sofort. Zurzeit {Pictures(pictures)} darin.";

    public override string FolderReadOnly(string folder) =>
        $"{folder} ist lesbar, aber nicht beschreibbar; deshalb ist nicht bekannt, ob er neue Dateien meldet. Überwachen geht, --after-upload move und delete gehen nicht.";

    public override string FolderIsSilent(string folder) => $"{folder} meldet keine neuen Dateien, wie bei Netzlaufwerken üblich. Er wird alle 10 Sekunden durchsucht.";

    public override string ServerReached(string host) => $"{host} antwortet.";

    public override string TlsFine(string protocol, string validUntil) => $"{protocol}, Zertifikat gültig bis {validUntil}.";

    public override string ClockOff(string span, bool isAhead) =>
        $"Die Uhr dieses Computers geht {span} {(isAhead ? "vor" : "nach")}. Stellen Sie sie, sonst bekommen Bilder falsche Zeiten.";

    public override string KeyFine(int events) => $"Angenommen. {(events == 1 ? "1 Event" : $"{events} Events")}.";

    public override string EventFine(string place) => $"{place} ist vorhanden.";

    public override string CallTime(int milliseconds, string need) =>
        $"Ein Aufruf dauert {milliseconds} ms; {SpeedTest.Prints} Bilder brauchen mindestens {need}. --speed-test misst die Leitung selbst.";

    protected override string Wait(int count) => count == 1 ? "1 Bild wartet" : $"{count} Bilder warten";

    public override string SpeedMeasured(string speed, int prints, string need, string place) =>
        $"{speed}; {prints} Bilder zu 3 MB brauchen {need}. In {place} liegt jetzt ein graues Testbild: Löschen Sie es in der App.";
}
