namespace EventPics.Cli.Internal;

/// <content>The doctor.</content>
internal partial class Texts
{
    public virtual string Go => "Go. Everything is ready.";

    public virtual string GoAsFarAsChecked => "Go, as far as it was checked.";

    public virtual string NoGo => "No go. Mend what is marked first.";

    public virtual string NoTlsOnLoopback => "Not encrypted, which is fine: the server is on this computer.";

    public virtual string ServerTellsNoTime => "The server tells no time, so the clock could not be checked.";

    public virtual string ClockFine => "Right.";

    public virtual string NoEventAsked => "Name one with --event.";

    public virtual string KeyThereButUnchecked => "There is one.";

    public virtual string NoFolderAsked => "Name the one to be watched with --folder.";

    public virtual string NeedsNetwork => "Needs the network.";

    public virtual string NeedsKey => "Needs the API key.";

    public virtual string NeedsEventToTest => "Needs the event, where the test picture goes.";

    public virtual string CheckName(string check) => check switch
    {
        DoctorChecks.Disk => "Disk",
        DoctorChecks.Data => "Queue",
        DoctorChecks.Folder => "Folder",
        DoctorChecks.Network => "Network",
        DoctorChecks.Tls => "Encryption",
        DoctorChecks.Clock => "Clock",
        DoctorChecks.Key => "API key",
        DoctorChecks.Event => "Event",
        _ => "Speed",
    };

    public virtual string HealthWord(Health health) => health switch
    {
        Health.Ok => "OK",
        Health.Unchecked => "UNCHECKED",
        Health.Warning => "NOTE",
        _ => "BAD",
    };

    public virtual string DiskFree(string free, bool isLow) => $"{free} free.{(isLow ? " Make room, or choose another disk with --data-dir." : "")}";

    public virtual string DiskUnknown(string why) => $"The free space could not be read: {why}";

    public virtual string DataFolderFine(string folder, int waiting) => $"{folder} can be written. {Wait(waiting)}.";

    public virtual string DataFolderWithRefused(string folder, int waiting, int refused) =>
        $"{folder} can be written. {Wait(waiting)}, {refused} refused: see 'eventpics queue list'.";

    public virtual string FolderTellsChanges(string folder, int pictures) => $"{folder} tells of new files at once. {Pictures(pictures)} in it now.";

    public virtual string FolderReadOnly(string folder) =>
        $"{folder} can be read, but not written, so it is not known whether it tells of new files. Watching works; --after-upload move and delete do not.";

    public virtual string FolderIsSilent(string folder) => $"{folder} tells of no new files, as network drives do. It will be searched every 10 seconds.";

    public virtual string NoServer(string host, string why) => $"{host}: {why}";

    public virtual string ServerReached(string host) => $"{host} answers.";

    public virtual string TlsFine(string protocol, string validUntil) => $"{protocol}, certificate valid until {validUntil}.";

    public virtual string ClockOff(string span, bool isAhead) =>
        $"This computer's clock is {span} {(isAhead ? "fast" : "slow")}. Set it right, or pictures get wrong times.";

    public virtual string KeyFine(int events) => $"Accepted. {(events == 1 ? "1 event" : $"{events} events")}.";

    public virtual string EventFine(string place) => $"{place} exists.";

    public virtual string CallTime(int milliseconds, string need) =>
        $"A call takes {milliseconds} ms; {SpeedTest.Prints} prints need at least {need}. --speed-test measures the line itself.";

    protected virtual string Wait(int count) => $"{Pictures(count)} waiting";

    public virtual string SpeedMeasured(string speed, int prints, string need, string place) =>
        $"{speed}; {prints} prints of 3 MB need {need}. A grey test picture is now in {place}: delete it in the app.";
}
