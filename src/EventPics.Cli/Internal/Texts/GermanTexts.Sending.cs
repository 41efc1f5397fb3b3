namespace EventPics.Cli.Internal;

/// <content>Sending and watching.</content>
internal sealed partial class GermanTexts
{
    public override string NotQueued => "Sie wurde nicht mehr eingereiht. Führen Sie denselben Befehl noch einmal aus.";

    public override string NothingQueued => "Nichts kam in die Warteschlange.";

    public override string RoomAwaited => "Die Platte ist voll. Erst geht hinaus, was in der Warteschlange ist, dann folgt der Rest, sowie Platz ist.";

    public override string NoRoomFor(int count) => $"{Files(count)} nicht in der Warteschlange: Die Platte ist voll. Schaffen Sie Platz, dann führen Sie denselben Befehl noch einmal aus.";

    public override string RemovedFromQueue => "Sie wurde aus der Warteschlange genommen.";

    public override string NotSentYet => "Sie muss noch gesendet werden.";

    public override string FolderGone => "Der Ordner ist weg oder nicht lesbar. Prüfen Sie das Laufwerk; sobald er wieder da ist, geht es von selbst weiter.";

    public override string NoAlbumForSubfolder(string title) => $"Das Event hat kein Album '{title}'. Bilder im Unterordner dieses Namens gehen dahin, wohin die anderen gehen.";

    public override string FolderBack => "Der Ordner ist wieder da.";

    public override string BoardWaiting => "Wartend";

    public override string BoardSending => "Unterwegs";

    public override string BoardDone => "Fertig";

    public override string BoardRefused => "Abgelehnt";

    public override string BoardFooter => "Beenden: Strg+C. Was wartet, folgt beim nächsten Mal.";

    public override string HookTooSlow => "es dauerte länger als 30 Sekunden";

    public override string Watching(string folder, string place) => $"{folder} wird für {place} überwacht. Beenden mit Strg+C.";

    public override string EventNotChecked(string why) => $"Das Event konnte nicht geprüft werden. {why} Die Bilder kommen trotzdem in die Warteschlange.";

    public override string AlbumNotKnownYet(string why) => $"Das Album war nicht zu ermitteln. {why} Alle paar Sekunden wird wieder gefragt; bis dahin kommt nichts in die Warteschlange.";

    public override string AsListedLast(string why) => $"{why} Es folgt der letzte bekannte Stand.";

    public override string SkippedForAge(int count, TimeSpan age) => $"Ausgelassen: {Files(count)} von vorher, älter als {Span(age)}. --all sendet auch solche.";

    public override string LastRefused(string file, string why) => $"Zuletzt abgelehnt: {file} - {why}";

    public override string InterruptedWith(int waiting) => waiting == 0 ? "Abgebrochen." : $"Abgebrochen. {Files(waiting)} in der Warteschlange; führen Sie denselben Befehl noch einmal aus.";

    public override string TimedOutWith(int waiting) => $"Die Zeit ist um. {Files(waiting)} in der Warteschlange; 'eventpics queue send' sendet den Rest.";

    public override string KeptInQueue(int waiting) => $"{Files(waiting)} noch nicht gesendet; nichts ist verloren, das nächste watch sendet weiter.";

    public override string HookFailed(string file, string why) => $"--on-uploaded ist für {file} fehlgeschlagen: {why}";

    public override string HookNotStarted(string program) => $"Das Programm '{program}' ließ sich nicht starten. Prüfen Sie den Pfad und ob es ausgeführt werden darf.";

    public override string HookStatus(int status) => $"Die Adresse hat mit Status {status} geantwortet";

    public override string HookExit(int code) => $"der Befehl endete mit Code {code}";

    public override string NextTry(int seconds) => $"Nächster Versuch in {seconds} s.";

    public override string LastPicture(string file, string time) => $"Letztes Bild: {file}, {time}";

    public override string TotalLine(int done, int all) => $"{done} von {Files(all)}";

    public override string TimeLeft(TimeSpan left) => $"noch {Span(left)}";

    public override string Summary(Tally tally)
    {
        List<string> parts = [$"{tally.Uploaded} hochgeladen"];
        AddPart(parts, tally.Duplicates, "schon da");
        AddPart(parts, tally.Failed, "abgelehnt");
        AddPart(parts, tally.Waiting, "wartend");
        return string.Join(", ", parts) + ".";
    }

    protected override string Files(int count) => count == 1 ? "1 Datei" : $"{count} Dateien";

    protected override string OutcomeWord(Outcome outcome) => outcome switch
    {
        Outcome.Uploaded => "hochgeladen",
        Outcome.Duplicate => "schon da",
        Outcome.Failed => "abgelehnt",
        _ => "wartet",
    };
}
