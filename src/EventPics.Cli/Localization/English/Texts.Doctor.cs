using EventPics.Cli.Model;

namespace EventPics.Cli.Localization.English;

/// <content>The doctor.</content>
internal partial class Texts
{
    public virtual string Ready => "Everything is ready.";

    public virtual string ReadyAsFarAsChecked => "Ready, as far as checked.";

    public virtual string NotReady => "Not ready. Fix what is marked FAILED first.";

    public virtual string NoTlsOnLoopback => "Not encrypted, which is fine: the server is on this computer.";

    public virtual string ServerTimeUnknown => "The server doesn't report the time, so the clock could not be checked.";

    public virtual string ClockFine => "Correct.";

    public virtual string NoEventGiven => "Choose one with --event.";

    public virtual string KeyPresentUnchecked => "Present, not checked.";

    public virtual string NoFolderGiven => "Give the folder to watch with --folder.";

    public virtual string NeedsNetwork => "Needs a connection.";

    public virtual string NeedsKey => "Needs the API key.";

    public virtual string NeedsEventToTest => "Needs the event to send the test photo to.";

    public virtual string CheckName(string check) => check switch
    {
        DoctorChecks.Disk => "Disk",
        DoctorChecks.Data => "Queue",
        DoctorChecks.Folder => "Folder",
        DoctorChecks.FolderDisk => "Folder's disk",
        DoctorChecks.Network => "Network",
        DoctorChecks.Tls => "Encryption",
        DoctorChecks.Clock => "Clock",
        DoctorChecks.Key => "API key",
        DoctorChecks.Event => "Event",
        _ => "Speed",
    };

    public virtual string CheckResultLabel(CheckResult result) => result switch
    {
        CheckResult.Ok => "OK",
        CheckResult.Unchecked => "SKIPPED",
        CheckResult.Warning => "WARNING",
        _ => "FAILED",
    };

    public virtual string DiskFree(string free, bool isLow) =>
        $"{free} free.{(isLow ? " Free up space, or choose another disk with --data-dir." : "")}";

    public virtual string FolderDiskFree(string free, bool isLow) =>
        $"{free} free.{(isLow ? " Free up space: the booth program can't save photos on a full disk." : "")}";

    public virtual string DiskUnknown(string why) => $"The free space could not be determined: {why}";

    public virtual string DataFolderFine(string folder, int waiting) => $"{folder} is writable. {WaitingPhotos(waiting)}.";

    public virtual string DataFolderWithFailed(string folder, int waiting, int failed) =>
        $"{folder} is writable. {WaitingPhotos(waiting)}, {failed} failed: see 'eventpics queue list --state failed'.";

    public virtual string FolderReportsChanges(string folder, int photos) =>
        $"{folder} reports new files immediately. It contains {Photos(photos)}.";

    public virtual string FolderReadOnly(string folder) =>
        $"{folder} is readable but not writable, so it is unknown whether it reports new files. Watching works; --after-upload move and delete don't.";

    public virtual string FolderWithoutNotifications(string folder) =>
        $"{folder} doesn't report new files, which is usual for network drives. It will be searched every 10 seconds.";

    public virtual string FolderHasDamagedNames(int count, string example) =>
        $"{Files(count)} can't be sent because the name is damaged, such as {example}. Rename {(count == 1 ? "it" : "them")}.";

    public virtual string NoServer(string host, string why) => $"{host}: {why}";

    public virtual string ServerReached(string host) => $"{host} responds.";

    public virtual string TlsFine(string protocol, string validUntil) => $"{protocol}, certificate valid until {validUntil}.";

    public virtual string ClockOff(string span, bool isAhead) =>
        $"This computer's clock is {span} {(isAhead ? "fast" : "slow")}. Correct it, or photos will carry the wrong time.";

    public virtual string KeyFine(int events) => $"Accepted. {(events == 1 ? "1 event" : $"{events} events")}.";

    public virtual string EventFine(string place) => $"{place} exists.";

    public virtual string SpeedNotMeasured(int milliseconds) =>
        $"Not measured; a call takes {milliseconds} ms. To measure the upload speed, use --event and --speed-test, which leaves a small grey test photo in the event.";

    public virtual string SpeedMeasured(string speed, int photos, string duration, string place) =>
        $"{speed}; {photos} photos of 3 MB take {duration}. A grey test photo is now in {place}: delete it in the app.";

    protected virtual string WaitingPhotos(int count) => $"{Photos(count)} waiting";
}
