namespace EventPics.Cli.Internal;

/// <content>Sending and watching.</content>
internal partial class Texts
{
    public virtual string NotQueued => "It was not queued any more. Run the same command again.";

    public virtual string NothingQueued => "Nothing was queued.";

    public virtual string RoomAwaited => "The disk is full. What is queued goes out first, and the rest follows as there is room.";

    public virtual string NoRoomFor(int count) => $"{Files(count)} not queued: the disk is full. Make room, then run the same command again.";

    public virtual string RemovedFromQueue => "It was taken out of the queue.";

    public virtual string Watching(string folder, string place) => $"Watching {folder} for {place}. Ctrl+C ends it.";

    public virtual string NotSentYet => "It is still to be sent.";

    public virtual string FolderGone => "The folder is gone or can't be read. Check the drive; it is found again by itself.";

    public virtual string NoAlbumForSubfolder(string title) => $"The event has no album '{title}'. Pictures in the sub-folder of that name go where the others go.";

    public virtual string FolderBack => "The folder is back.";

    public virtual string BoardWaiting => "Waiting";

    public virtual string BoardSending => "Sending";

    public virtual string BoardDone => "Done";

    public virtual string BoardRefused => "Refused";

    public virtual string BoardFooter => "Ctrl+C ends it. What waits goes out next time.";

    public virtual string HookTooSlow => "it took longer than 30 seconds";

    public virtual string EventNotChecked(string why) => $"The event could not be checked. {why} Pictures are queued all the same.";

    public virtual string AlbumNotKnownYet(string why) => $"The album could not be looked up. {why} It is asked for again every few seconds; until then nothing is queued.";

    public virtual string AsListedLast(string why) => $"{why} What follows is as listed last.";

    public virtual string SkippedForAge(int count, TimeSpan age) => $"{Files(count)} from before left out: older than {Span(age)}. --all sends such files too.";

    public virtual string LastRefused(string file, string why) => $"Last refused: {file} - {why}";

    public virtual string InterruptedWith(int waiting) => waiting == 0 ? "Interrupted." : $"Interrupted. {Files(waiting)} kept in the queue; run the same command again.";

    public virtual string TimedOutWith(int waiting) => $"The time is over. {Files(waiting)} kept in the queue; 'eventpics queue send' sends the rest.";

    public virtual string KeptInQueue(int waiting) => $"{Files(waiting)} still to go; nothing is lost, the next watch sends them.";

    public virtual string HookFailed(string file, string why) => $"--on-uploaded failed for {file}: {why}";

    public virtual string HookNotStarted(string program) => $"the program '{program}' could not be started. Check its path and that it may be run.";

    public virtual string HookStatus(int status) => $"the address returned status {status}";

    public virtual string HookExit(int code) => $"the command ended with code {code}";

    public virtual string NextTry(int seconds) => $"Next try in {seconds} s.";

    public virtual string LastPicture(string file, string time) => $"Last picture: {file}, {time}";

    public virtual string TotalLine(int done, int all) => $"{done} of {Files(all)}";

    public virtual string TimeLeft(TimeSpan left) => $"{Span(left)} left";

    /// <summary>Event and album as a person knows them.</summary>
    public static string Place(Target target)
    {
        var place = target.EventTitle ?? target.LinkId;
        return ((target.AlbumTitle ?? target.AlbumId) is { } album ? $"{place} / {album}" : place).Plain();
    }

    public string FileLine(FileResult delivery)
    {
        var bytes = delivery.Upload?.Length ?? delivery.Bytes;
        var size = bytes is { } known ? $"  {Size(known)}" : "";
        var error = delivery.Error is { } why ? $"  {why.Plain()}" : "";
        return $"{OutcomeWord(delivery.Outcome).PadRight(OutcomeWidth)}  {delivery.File.Plain()}{size}{error}";
    }

    public virtual string Summary(Tally tally)
    {
        List<string> parts = [$"{tally.Uploaded} uploaded"];
        AddPart(parts, tally.Duplicates, "already there");
        AddPart(parts, tally.Failed, "refused");
        AddPart(parts, tally.Waiting, "waiting");
        return string.Join(", ", parts) + ".";
    }

    protected virtual string Files(int count) => count == 1 ? "1 file" : $"{count} files";

    protected virtual string OutcomeWord(Outcome outcome) => outcome switch
    {
        Outcome.Uploaded => "uploaded",
        Outcome.Duplicate => "already there",
        Outcome.Failed => "refused",
        _ => "waiting",
    };

    protected static void AddPart(List<string> parts, int count, string word)
    {
        if (count > 0)
        {
            parts.Add($"{count} {word}");
        }
    }

    private int OutcomeWidth => Enum.GetValues<Outcome>().Max(outcome => OutcomeWord(outcome).Length);
}
