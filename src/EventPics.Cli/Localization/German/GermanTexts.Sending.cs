using EventPics.Cli.Model;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Localization.German;

/// <content>Sending and watching.</content>
internal sealed partial class GermanTexts
{
    public override string NotQueued => "Nicht mehr eingereiht. Führen Sie denselben Befehl noch einmal aus.";

    public override string NothingQueued => "Es wurde nichts eingereiht.";

    public override string WaitingForDiskSpace =>
        "Die Festplatte ist voll. Zuerst wird gesendet, was schon in der Warteschlange ist; der Rest folgt, sobald Platz ist.";

    public override string NotQueuedDiskFull(int count) => $"{Files(count)} nicht in der Warteschlange: Die Festplatte ist voll. Schaffen Sie Platz, dann führen Sie denselben Befehl noch einmal aus.";

    public override string RemovedFromQueue => "Aus der Warteschlange entfernt.";

    public override string InvalidName => "Der Name ist kein gültiges UTF-8, daher lässt sich die Datei nicht öffnen. Benennen Sie sie um.";

    public override string NotInInclude => "Kein Muster von --include passt.";

    public override string SkipReasonText(SkipReason reason, QueuedUpload? upload) => reason switch
    {
        SkipReason.Removed => $"Wurde{On(upload?.WithdrawnAt)} für dieses Event aus der Warteschlange entfernt und wird nicht mehr gesendet.{TakeBack(upload)}",
        SkipReason.Exported => $"Wurde{On(upload?.WithdrawnAt)}{(upload?.ExportedTo is { } folder ? $" nach {folder}" : "")} exportiert und wird nicht von hier gesendet.{TakeBack(upload)}",
        SkipReason.OtherEvent => "Gehört zu einem anderen Event: dorthin gesendet, dafür eingereiht oder schon vor dem Eventwechsel da. --resend sendet die Datei auch an dieses Event.",
        SkipReason.TooOld => "Zu alt. --all sendet auch solche Dateien.",
        SkipReason.SymbolicLink => "Eine symbolische Verknüpfung.",
        SkipReason.OtherComputer => "Dieser Ordner wurde vorher von einem anderen Computer oder mit einem anderen Datenordner überwacht; vielleicht ist die Datei schon gesendet. --resend sendet sie trotzdem.",
        SkipReason.Excluded => "Durch ein Muster ausgeschlossen.",
        SkipReason.Hidden => "Versteckt.",
        SkipReason.Temporary => "Dem Namen nach eine temporäre Datei.",
        SkipReason.Thumbnail => "Ein Vorschaubild.",
        SkipReason.Raw => "Eine Rohdatei der Kamera.",
        _ => "Kein Foto und kein Video.",
    };

    public override string SkippedFiles(IReadOnlyList<(SkipReason Reason, int Count)> skips) =>
        $"{Files(skips.Sum(skip => skip.Count))} übersprungen: {string.Join(", ", skips.Select(skip => $"{skip.Count} {SkipReasonLabel(skip.Reason)}"))}. --verbose listet sie auf.";

    public override string SkippedForOtherEvent(int count) => count == 1
        ? "1 Datei übersprungen, die zu einem anderen Event gehört: dorthin gesendet, dafür eingereiht oder schon vor dem Eventwechsel da. --resend sendet sie auch an dieses Event."
        : $"{Files(count)} übersprungen, die zu einem anderen Event gehören: dorthin gesendet, dafür eingereiht oder schon vor dem Eventwechsel da. --resend sendet sie auch an dieses Event.";

    public override string WentToOtherEvent(string title, DateTimeOffset at, bool isUploaded) =>
        isUploaded ? $"Wurde{On(at)} an das Event '{title}' gesendet." : $"Wurde{On(at)} für das Event '{title}' eingereiht.";

    public override string SentAgain(string file, string why) =>
        $"{file}: {why} Die Datei wird auch an dieses Event gesendet, weil Sie sie angegeben haben.";

    public override string SentIncomplete(string file, string why) =>
        $"{file} ist unvollständig: {why} Die Datei wird trotzdem gesendet, weil Sie sie angegeben haben.";

    public override string WaitingForWriter(string file, int count) =>
        count == 1
            ? $"Warten auf {file}: Die Datei wird noch geschrieben."
            : $"Warten auf {count} Dateien, die noch geschrieben werden, z. B. {file}.";

    public override string StillUnfinished(int count) =>
        $"{Files(count)} noch nicht fertig geschrieben und nicht eingereiht. Führen Sie denselben Befehl noch einmal aus.";

    public override string AssumedToBeId(IReadOnlyList<string> values, string why) => values is [var value]
        ? $"'{value}' wird als ID verwendet, weil die Angabe sich gerade nicht nachschlagen lässt. {why} Fotos kommen in die Warteschlange."
        : $"'{values[0]}' und '{values[1]}' werden als IDs verwendet, weil sie sich gerade nicht nachschlagen lassen. {why} Fotos kommen in die Warteschlange.";

    public override string EventNeedsNetwork(string wanted) => $"'{wanted}' ist keine ID, daher muss das Event einmal nachgeschlagen werden. Versuchen Sie es mit einer Verbindung und einem gültigen API-Schlüssel noch einmal, oder geben Sie die ID des Events an.";

    public override string DestinationMissing(string place, string linkId) =>
        $"Das Event oder Album '{place}' gibt es in diesem Konto nicht. Die Fotos dafür bleiben in der Warteschlange: 'eventpics queue move --from-event {linkId} --event ...' sendet sie an ein anderes Event oder Album, 'eventpics queue remove' entfernt sie.";

    public override string AlbumNeedsKey(string wanted) => $"'{wanted}' ist keine ID, daher muss das Album einmal nachgeschlagen werden. Versuchen Sie es mit einem gültigen API-Schlüssel noch einmal, oder geben Sie die ID des Albums an.";

    public override string FolderHolds(string folder, int files, DateTimeOffset? oldest, DateTimeOffset? newest) =>
        $"In {folder} {(files == 1 ? "liegt bereits 1 Foto oder Video" : $"liegen bereits {files} Fotos und Videos")}{Between(oldest, newest)}:";

    public override string WentTo(int files, string title, DateTimeOffset latest) => $"{Files(files)} für '{title}', zuletzt{On(latest)}.";

    public override string NeverSent(int files) => $"{Files(files)} noch nie gesendet.";

    public override string ConfirmWatch(string place, bool resend) => resend
        ? $"Alle auch an {place} senden? [j/N] "
        : $"Den Ordner für {place} überwachen? Fotos anderer Events werden nicht gesendet; das geht nur mit --resend. [j/N] ";

    public override string NotWatched => "Es wird nichts überwacht. Wählen Sie einen anderen Ordner, oder prüfen Sie --event.";

    public override string FolderUnprotected =>
        "Der Ordner ist schreibgeschützt; deshalb hindert nichts einen zweiten Computer daran, dieselben Fotos zu senden.";

    public override string PatternMatchesNoFile(string pattern) => $"Zum Muster '{pattern}' passt bisher keine Datei im Ordner.";

    public override string KeptWithoutProof(int count) =>
        $"{Files(count)} hochgeladen, aber nicht verschoben oder gelöscht: Der Speicherdienst hat kein ETag als Bestätigung gesendet.";

    public override bool IsYes(string answer) =>
        base.IsYes(answer) || answer.Equals("j", StringComparison.OrdinalIgnoreCase)
            || answer.Equals("ja", StringComparison.OrdinalIgnoreCase);

    public override string NotSentYet => "Noch nicht gesendet.";

    public override string FolderUnavailable =>
        "Der Ordner fehlt oder ist nicht lesbar. Prüfen Sie das Laufwerk; sobald er wieder da ist, geht es von selbst weiter.";

    public override string NoAlbumForSubfolder(string title) =>
        $"Das Event hat kein Album '{title}'. Fotos aus diesem Unterordner kommen in dasselbe Album wie die direkt im Ordner.";

    public override string FolderAvailableAgain => "Der Ordner ist wieder da.";

    public override string DashboardWaiting => "Wartend";

    public override string DashboardSending => "Unterwegs";

    public override string DashboardUploaded => "Hochgeladen";

    public override string DashboardToday(int count) => $"{count} heute";

    public override string DashboardFailed => "Fehlgeschlagen";

    public override string DashboardFooter => "Beenden mit Strg+C. Was noch wartet, wird beim nächsten Start gesendet.";

    public override string HookTimedOut => "Der Aufruf dauerte länger als 30 Sekunden";

    public override string Watching(string folder, string place) => $"{folder} wird für {place} überwacht. Beenden mit Strg+C.";

    public override string EventNotChecked(string why) =>
        $"Das Event konnte nicht geprüft werden. {why} Fotos kommen trotzdem in die Warteschlange.";

    public override string AlbumNotKnownYet(string why) => $"Das Album lässt sich nicht nachschlagen. {why} Die Abfrage wird alle paar Sekunden wiederholt; bis dahin kommt nichts in die Warteschlange.";

    public override string SkippedForAge(int count, TimeSpan age) => count == 1
        ? $"1 Datei übersprungen, weil sie älter als {Span(age)} ist. --all sendet auch sie."
        : $"{Files(count)} übersprungen, weil sie älter als {Span(age)} sind. --all sendet auch sie.";

    public override string LastFailed(string file, string why) => $"Zuletzt fehlgeschlagen: {file} - {why}";

    public override string InterruptedWith(int waiting) =>
        waiting == 0 ? "Abgebrochen." : $"Abgebrochen. {StillInQueue(waiting)}; führen Sie denselben Befehl noch einmal aus.";

    public override string TimedOutWith(int waiting) =>
        $"Die angegebene Zeit ist abgelaufen. {StillInQueue(waiting)}; 'eventpics queue send' sendet den Rest.";

    public override string RemainingInQueue(int waiting) =>
        $"{StillInQueue(waiting)}; beim nächsten Start von watch {(waiting == 1 ? "wird sie" : "werden sie")} gesendet.";

    public override string HookBacklogged(string option, int waiting) =>
        $"{option} kommt nicht hinterher: {waiting} Aufrufe warten, weitere entfallen, bis der Rückstand aufgeholt ist. Die Fotos werden trotzdem gesendet.";

    public override string HookCallsDropped(string option, int count, string first, string last) =>
        count == 1
            ? $"{option} wurde für {first} nicht aufgerufen."
            : $"{option} wurde {count}-mal nicht aufgerufen, von {first} bis {last}.";

    public override string HookFailed(string file, string why) => $"--on-uploaded ist für {file} fehlgeschlagen: {why}";

    public override string HookNotStarted(string program) =>
        $"Das Programm '{program}' ließ sich nicht starten. Prüfen Sie den Pfad und ob es ausgeführt werden darf.";

    public override string HookStatus(int status) => $"Die Adresse hat mit Status {status} geantwortet";

    public override string HookExit(int code) => $"Der Befehl endete mit Code {code}";

    public override string ProblemHookFailed(string why) => $"--on-problem ist fehlgeschlagen: {why}";

    public override string OnlineAgain => "Wieder verbunden.";

    public override string NoQueue(string folder) =>
        $"In {folder} gibt es keine Warteschlange. Prüfen Sie --data-dir, oder starten Sie 'eventpics watch'.";

    public override string HealthLevelLabel(HealthLevel level) => level switch
    {
        HealthLevel.Fine => "OK",
        HealthLevel.Warning => "WARNUNG",
        HealthLevel.Critical => "KRITISCH",
        _ => "UNBEKANNT",
    };

    public override string NextAttempt(TimeSpan delay) => $"Nächster Versuch in {Span(delay)}.";

    public override string LastPhoto(string file, string time) => $"Letztes Foto: {file}, {time}";

    public override string TotalLine(int done, int all) => $"{done} von {Files(all)}";

    public override string TimeLeft(TimeSpan left) => $"noch {Span(left)}";

    public override string Summary(UploadSummary summary)
    {
        List<string> parts = [$"{summary.Uploaded} hochgeladen"];
        AddPart(parts, summary.Duplicates, "schon da");
        AddPart(parts, summary.Failed, "fehlgeschlagen");
        AddPart(parts, summary.Waiting, "wartend");
        AddPart(parts, summary.Skipped, "übersprungen");
        return string.Join(", ", parts) + ".";
    }

    protected override string Counts(QueueStatus status) =>
        $"{status.Waiting + status.Sending} wartend{(status.OldestWaitingAge is { } age ? $" (am längsten seit {Span(age)})" : "")}, {status.Failed} fehlgeschlagen, {status.UploadedToday} heute hochgeladen.";

    protected override string Files(int count) => count == 1 ? "1 Datei" : $"{count} Dateien";

    protected override string StillInQueue(int count) => $"{Files(count)} {(count == 1 ? "ist" : "sind")} noch in der Warteschlange";

    protected override string OutcomeLabel(Outcome outcome) => outcome switch
    {
        Outcome.Uploaded => "hochgeladen",
        Outcome.Duplicate => "schon da",
        Outcome.Failed => "fehlgeschlagen",
        Outcome.Skipped => "übersprungen",
        _ => "wartet",
    };

    protected override string UndoneBy(string command) => $" '{command}' macht das rückgängig.";

    protected override string SkipReasonLabel(SkipReason reason) => reason switch
    {
        SkipReason.Removed => "früher entfernt",
        SkipReason.Exported => "exportiert",
        SkipReason.OtherEvent => "aus einem anderen Event",
        SkipReason.TooOld => "zu alt",
        SkipReason.SymbolicLink => "symbolische Verknüpfung",
        SkipReason.OtherComputer => "vielleicht von einem anderen Computer gesendet",
        SkipReason.Excluded => "durch ein Muster ausgeschlossen",
        SkipReason.Hidden => "versteckt",
        SkipReason.Temporary => "temporär",
        SkipReason.Thumbnail => "Vorschaubild",
        SkipReason.Raw => "Rohdatei",
        _ => "kein Foto oder Video",
    };

    protected override string Between(DateTimeOffset? oldest, DateTimeOffset? newest) =>
        oldest is not { } first || newest is not { } last ? ""
        : Date(first.LocalDateTime) == Date(last.LocalDateTime) ? $" vom {Date(first.LocalDateTime)}"
        : $" vom {Date(first.LocalDateTime)} bis {Date(last.LocalDateTime)}";

    protected override string On(DateTimeOffset? at) => at is { } time ? $" am {DateAndTime(time.ToLocalTime())}" : "";
}
