namespace EventPics.Cli.Internal;

/// <content>The doctor.</content>
internal partial class Texts
{
    public virtual string Go => "Go. Everything is ready.";

    public virtual string NoGo => "No go. Mend what is marked first.";

    public virtual string NoTlsOnLoopback => "Not encrypted, which is fine: the server is on this computer.";

    public virtual string ServerTellsNoTime => "The server tells no time, so the clock could not be checked.";

    public virtual string ClockFine => "Right.";

    public virtual string NoEventAsked => "Not checked. Name one with --event.";

    public virtual string KeyThereButUnchecked => "There is one, but without the network it could not be checked.";

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
        Health.Warning => "NOTE",
        _ => "BAD",
    };

    public virtual string DiskFree(string free, bool isLow) => $"{free} free.{(isLow ? " Make room, or choose another disk with --data-dir." : "")}";

    public virtual string DiskUnknown(string why) => $"The free space could not be read: {why}";

    public virtual string DataFolderFine(string folder, int waiting) => $"{folder} can be written. {Pictures(waiting)} waiting.";

    public virtual string DataFolderWithRefused(string folder, int waiting, int refused) =>
        $"{folder} can be written. {Pictures(waiting)} waiting, {refused} refused: see 'eventpics queue list'.";

    public virtual string FolderTellsChanges(string folder, int? pictures) =>
        $"{folder} tells of new files at once.{(pictures is { } count ? $" {Pictures(count)} in it now." : "")}";

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

    public virtual string SpeedMeasured(string speed, int prints, string need, string place) =>
        $"{speed}; {prints} prints of 3 MB need {need}. A grey test picture is now in {place}: delete it in the app.";
}
