using EventPics.Cli.Model;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Localization.English;

/// <content>Sending and watching.</content>
internal partial class Texts
{
    public virtual string NotQueued => "Stopped before this file was queued. Run the same command again.";

    public virtual string NothingQueued => "Nothing was queued.";

    public virtual string WaitingForDiskSpace =>
        "The disk is full. What is already queued is sent first; the rest follows as soon as there is space.";

    public virtual string NotQueuedDiskFull(int count) =>
        $"{Files(count)} not queued: the disk is full. Free up space, then run the same command again.";

    public virtual string RemovedFromQueue => "Removed from the queue.";

    public virtual string InvalidName => "Its name is not valid UTF-8, so it can't be opened. Rename it.";

    public virtual string NotInInclude => "No --include pattern matches it.";

    public virtual string SkipReasonText(SkipReason reason, QueuedUpload? upload) => reason switch
    {
        SkipReason.Removed => $"It was removed from the queue for this event{On(upload?.WithdrawnAt)} and is not sent.{TakeBack(upload)}",
        SkipReason.Exported => $"It was exported{(upload?.ExportedTo is { } folder ? $" to {folder}" : "")}{On(upload?.WithdrawnAt)} and is not sent from here.{TakeBack(upload)}",
        SkipReason.OtherEvent => "It belongs to another event: it was sent there, is queued for it, or was here before the event changed. --resend sends it to this event too.",
        SkipReason.TooOld => "It is too old. --all sends it too.",
        SkipReason.SymbolicLink => "It is a symbolic link.",
        SkipReason.OtherComputer => "This folder was watched before by another computer or with another data folder, and the file may have been sent. --resend sends it anyway.",
        SkipReason.Excluded => "A pattern excludes it.",
        SkipReason.Hidden => "It is hidden.",
        SkipReason.Temporary => "Its name is that of a temporary file.",
        SkipReason.Thumbnail => "It is a thumbnail.",
        SkipReason.Raw => "It is a camera's raw file.",
        _ => "It is not a photo or video.",
    };

    public virtual string SkippedFiles(IReadOnlyList<(SkipReason Reason, int Count)> skips) =>
        $"Skipped {Files(skips.Sum(skip => skip.Count))}: {string.Join(", ", skips.Select(skip => $"{skip.Count} {SkipReasonLabel(skip.Reason)}"))}. --verbose lists them.";

    public virtual string SkippedForOtherEvent(int count) =>
        $"Skipped {Files(count)} that {(count == 1 ? "belongs" : "belong")} to another event: sent there, queued for it, or here before the event changed. --resend sends {(count == 1 ? "it" : "them")} to this event too.";

    public virtual string WentToOtherEvent(string title, DateTimeOffset at, bool isUploaded) =>
        isUploaded ? $"It was sent to the event '{title}'{On(at)}." : $"It was queued for the event '{title}'{On(at)}.";

    public virtual string SentAgain(string file, string why) =>
        $"{file}: {why} It is sent to this event too, because you specified it explicitly.";

    public virtual string SentIncomplete(string file, string why) =>
        $"{file} is incomplete: {why} It is sent as it is, because you specified it explicitly.";

    public virtual string WaitingForWriter(string file, int count) =>
        count == 1
            ? $"Waiting for {file}: it is still being written."
            : $"Waiting for {count} files that are still being written, such as {file}.";

    public virtual string StillUnfinished(int count) => $"{Files(count)} still being written and not queued. Run the same command again.";

    public virtual string AssumedToBeId(IReadOnlyList<string> values, string why) => values is [var value]
        ? $"'{value}' is used as an ID, because it can't be looked up right now. {why} Photos are queued."
        : $"'{values[0]}' and '{values[1]}' are used as IDs, because they can't be looked up right now. {why} Photos are queued.";

    public virtual string EventNeedsNetwork(string wanted) => $"'{wanted}' is not an ID, so the event has to be looked up once. Try again with a connection and a valid API key, or use the event's ID.";

    public virtual string AlbumNeedsKey(string wanted) =>
        $"'{wanted}' is not an ID, so the album has to be looked up once. Try again with a valid API key, or use the album's ID.";

    public virtual string DestinationMissing(string place, string linkId) =>
        $"The event or album '{place}' doesn't exist in this account. The photos for it stay in the queue: 'eventpics queue move --from-event {linkId} --event ...' sends them to another event or album, 'eventpics queue remove' removes them.";

    public virtual string Watching(string folder, string place) => $"Watching {folder} for {place}. Press Ctrl+C to stop.";

    public virtual string FolderHolds(string folder, int files, DateTimeOffset? oldest, DateTimeOffset? newest) =>
        $"{folder} already contains {(files == 1 ? "1 photo or video" : $"{files} photos and videos")}{Between(oldest, newest)}:";

    public virtual string WentTo(int files, string title, DateTimeOffset latest) =>
        $"{Files(files)} went to '{title}', the last{On(latest)}.";

    public virtual string NeverSent(int files) => $"{Files(files)} {(files == 1 ? "was" : "were")} never sent.";

    public virtual string ConfirmWatch(string place, bool resend) => resend
        ? $"Send all of them to {place} too? [y/N] "
        : $"Watch the folder for {place}? Photos of other events are not sent; that needs --resend. [y/N] ";

    public virtual string NotWatched => "Not watching. Choose another folder, or check --event.";

    public virtual string FolderUnprotected =>
        "The folder is read-only, so nothing prevents a second computer from sending the same photos.";

    public virtual string PatternMatchesNoFile(string pattern) => $"The pattern '{pattern}' matches no file in the folder so far.";

    public virtual string KeptWithoutProof(int count) =>
        $"{Files(count)} uploaded, but not moved or deleted: the storage sent no ETag to confirm {(count == 1 ? "it" : "them")}.";

    public virtual bool IsYes(string answer) =>
        answer.Equals("y", StringComparison.OrdinalIgnoreCase) || answer.Equals("yes", StringComparison.OrdinalIgnoreCase);

    public virtual string NotSentYet => "Not sent yet.";

    public virtual string FolderUnavailable => "The folder is missing or can't be read. Check the drive; watching resumes when it is back.";

    public virtual string NoAlbumForSubfolder(string title) =>
        $"The event has no album '{title}'. Photos in that subfolder go to the same album as those directly in the folder.";

    public virtual string FolderAvailableAgain => "The folder is back.";

    public virtual string DashboardWaiting => "Waiting";

    public virtual string DashboardSending => "Sending";

    public virtual string DashboardUploaded => "Uploaded";

    public virtual string DashboardToday(int count) => $"{count} today";

    public virtual string DashboardFailed => "Failed";

    public virtual string DashboardFooter => "Press Ctrl+C to stop. Anything still waiting is sent next time.";

    public virtual string HookTimedOut => "it took longer than 30 seconds";

    public virtual string EventNotChecked(string why) => $"The event could not be checked. {why} Photos are queued anyway.";

    public virtual string AlbumNotKnownYet(string why) =>
        $"The album could not be looked up. {why} The lookup is repeated every few seconds; nothing is queued until then.";

    public virtual string SkippedForAge(int count, TimeSpan age) =>
        $"Skipped {Files(count)} older than {Span(age)}. --all sends {(count == 1 ? "it" : "them")} too.";

    public virtual string LastFailed(string file, string why) => $"Last failed: {file} - {why}";

    public virtual string InterruptedWith(int waiting) =>
        waiting == 0 ? "Interrupted." : $"Interrupted. {StillInQueue(waiting)}; run the same command again.";

    public virtual string TimedOutWith(int waiting) => $"Timed out. {StillInQueue(waiting)}; 'eventpics queue send' sends the rest.";

    public virtual string RemainingInQueue(int waiting) =>
        $"{Files(waiting)} {(waiting == 1 ? "is" : "are")} still queued; the next watch sends {(waiting == 1 ? "it" : "them")}.";

    public virtual string HookBacklogged(string option, int waiting) =>
        $"{option} can't keep up with the photos: {waiting} calls are waiting, and further ones are skipped until it catches up. The photos are still sent.";

    public virtual string HookCallsDropped(string option, int count, string first, string last) =>
        count == 1 ? $"{option} was not called for {first}." : $"{option} was not called {count} times, from {first} to {last}.";

    public virtual string HookFailed(string file, string why) => $"--on-uploaded failed for {file}: {why}";

    public virtual string HookNotStarted(string program) =>
        $"the program '{program}' could not be started. Check its path, and that it is executable.";

    public virtual string HookStatus(int status) => $"the address returned status {status}";

    public virtual string HookExit(int code) => $"the command exited with code {code}";

    public virtual string ProblemHookFailed(string why) => $"--on-problem failed: {why}";

    public virtual string OnlineAgain => "Online again.";

    public virtual string NoQueue(string folder) => $"There is no queue in {folder}. Check --data-dir, or start 'eventpics watch'.";

    public string HealthSummary(QueueStatus status) =>
        $"{State(status)} {(status.LastContactAt is { } at ? LastContact(at) + " " : "")}{Counts(status)}";

    public virtual string HealthLevelLabel(HealthLevel level) => level switch
    {
        HealthLevel.Fine => "OK",
        HealthLevel.Warning => "WARNING",
        HealthLevel.Critical => "CRITICAL",
        _ => "UNKNOWN",
    };

    public virtual string NextAttempt(TimeSpan delay) => $"Next attempt in {Span(delay)}.";

    public virtual string LastPhoto(string file, string time) => $"Last photo: {file}, {time}";

    public virtual string TotalLine(int done, int all) => $"{done} of {Files(all)}";

    public virtual string TimeLeft(TimeSpan left) => $"{Span(left)} left";

    /// <summary>The event and album by their titles, where known.</summary>
    public static string Place(Destination destination)
    {
        var place = destination.EventTitle ?? destination.LinkId;
        return ((destination.AlbumTitle ?? destination.AlbumId) is { } album ? $"{place} / {album}" : place).Sanitize();
    }

    public string FileLine(FileResult file)
    {
        var bytes = file.Upload?.Length ?? file.Bytes;
        var size = bytes is { } known ? $"  {Size(known)}" : "";
        var error = file.Error is { } why ? $"  {why.Sanitize()}" : "";
        return $"{OutcomeLabel(file.Outcome).PadRight(OutcomeWidth)}  {file.File.Sanitize()}{size}{error}";
    }

    public virtual string Summary(UploadSummary summary)
    {
        List<string> parts = [$"{summary.Uploaded} uploaded"];
        AddPart(parts, summary.Duplicates, "already there");
        AddPart(parts, summary.Failed, "failed");
        AddPart(parts, summary.Waiting, "waiting");
        AddPart(parts, summary.Skipped, "skipped");
        return string.Join(", ", parts) + ".";
    }

    protected virtual string Counts(QueueStatus status) =>
        $"{status.Waiting + status.Sending} waiting{(status.OldestWaitingAge is { } age ? $" (the oldest for {Span(age)})" : "")}, {status.Failed} failed, {status.UploadedToday} uploaded today.";

    protected virtual string Files(int count) => count == 1 ? "1 file" : $"{count} files";

    protected virtual string StillInQueue(int count) => count == 1 ? "1 file remains in the queue" : $"{count} files remain in the queue";

    protected virtual string OutcomeLabel(Outcome outcome) => outcome switch
    {
        Outcome.Uploaded => "uploaded",
        Outcome.Duplicate => "already there",
        Outcome.Failed => "failed",
        Outcome.Skipped => "skipped",
        _ => "waiting",
    };

    protected virtual string UndoneBy(string command) => $" '{command}' undoes it.";

    // The first 12 characters of an ID are unique within a queue.
    protected string TakeBack(QueuedUpload? upload) =>
        upload is { Id.Length: > 12 } ? UndoneBy($"eventpics queue take-back {upload.Id[..12]}") : "";

    protected virtual string SkipReasonLabel(SkipReason reason) => reason switch
    {
        SkipReason.Removed => "removed earlier",
        SkipReason.Exported => "exported",
        SkipReason.OtherEvent => "from another event",
        SkipReason.TooOld => "too old",
        SkipReason.SymbolicLink => "symbolic link",
        SkipReason.OtherComputer => "possibly sent by another computer",
        SkipReason.Excluded => "excluded by a pattern",
        SkipReason.Hidden => "hidden",
        SkipReason.Temporary => "temporary",
        SkipReason.Thumbnail => "thumbnail",
        SkipReason.Raw => "raw",
        _ => "not a photo or video",
    };

    protected virtual string Between(DateTimeOffset? oldest, DateTimeOffset? newest) =>
        oldest is not { } first || newest is not { } last ? ""
        : Date(first.LocalDateTime) == Date(last.LocalDateTime) ? $" from {Date(first.LocalDateTime)}"
        : $" from {Date(first.LocalDateTime)} to {Date(last.LocalDateTime)}";

    protected virtual string On(DateTimeOffset? at) => at is { } time ? $" on {DateAndTime(time.ToLocalTime())}" : "";

    protected static void AddPart(List<string> parts, int count, string word)
    {
        if (count > 0)
        {
            parts.Add($"{count} {word}");
        }
    }

    private int OutcomeWidth => Enum.GetValues<Outcome>().Max(outcome => OutcomeLabel(outcome).Length);
}
