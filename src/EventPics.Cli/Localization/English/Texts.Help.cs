using EventPics.Cli.Model;

namespace EventPics.Cli.Localization.English;

/// <content>The help.</content>
internal partial class Texts
{
    public virtual string ToolHelp => "Uploads a photo booth's photos and videos to EventPics albums, however bad the venue's network is. None is lost, and each possible duplicate is reported.";

    public virtual string BaseAddressHelp =>
        $"The address of the service, if it isn't the usual one. Environment variable: {EnvironmentVariables.BaseAddress}.";

    public virtual string DataDirHelp =>
        $"The folder for the queue and the login. Environment variable: {EnvironmentVariables.DataDirectory}.";

    public virtual string JsonHelp => "Print results as JSON, one object per line.";

    public virtual string VerboseHelp => "Report details on stderr. Never shows the API key or an upload URL.";

    public virtual string LanguageHelp => "The language: en or de. Default: the system's language.";

    public virtual string HelpHelp => "Show this help.";

    public virtual string DescriptionHeading => "Description:";

    public virtual string RequiredMark => "(REQUIRED)";

    public virtual string CommandMark => "[command]";

    public virtual string OptionsMark => "[options]";

    public virtual string DefaultMark => "[default: ";

    public virtual string VersionHelp => "Show the version.";

    public virtual string EventsHelp => "List events and albums.";

    public virtual string UploadHelp =>
        "Send files and folders, show progress, and wait until each file is uploaded or has failed. Running it again sends nothing twice.";

    public virtual string PathsHelp => "Files or folders to send, or patterns such as *.jpg.";

    public virtual string EventHelp => "The event: its ID, title or link. Without it, a terminal offers a list.";

    public virtual string AlbumHelp => "The album: its ID or title. Default: EventPics chooses the album.";

    public virtual string NoRecursiveHelp => "Skip subfolders.";

    public virtual string TimeoutHelp =>
        "Stop waiting after this time, such as 30s, 5m, 1h or 00:05:00. Files not sent by then stay in the queue.";

    public virtual string NoWaitHelp => "Only queue the files; a running watch or the next 'eventpics queue send' sends them.";

    public virtual string BandwidthLimitHelp =>
        "Limit the upload speed, such as 2Mbit or 500kB per second, or by time of day: \"18:00,2Mbit 23:00,off\".";

    public virtual string TimeZoneHelp =>
        "The time zone of the camera's clock, such as Europe/Berlin or +02:00, for photos that don't state it. Default: the computer's.";

    public virtual string OnUploadedHelp => "After each upload, run this command or post JSON to this URL. {file}, {event}, {album} and {time} in the command are filled in; put arguments with spaces in single or double quotes.";

    public virtual string OnProblemHelp => "When sending stops or resumes, or a photo fails, run this command (with EVENTPICS_STATE and EVENTPICS_MESSAGE set) or post JSON to this URL.";

    public virtual string ResendHelp => "Also send photos that already went to another event. By default, they are skipped.";

    public virtual string WatchHelp =>
        "Watch a folder and send every new photo, until Ctrl+C; with --once, until everything in the folder is sent.";

    public virtual string WatchFolderHelp => "The folder where the booth program saves photos. {date} in the path stands for today's date; {date-8h} changes at 8:00 instead of midnight.";

    public virtual string OnceHelp => "Stop as soon as everything in the folder is sent.";

    public virtual string AllHelp =>
        "Also send photos that were in the folder before, whatever their age. This is the default with --once.";

    public virtual string MaxAgeHelp =>
        "Of the photos that were in the folder before, send only those no older than this. Default: 24h; with --once, any age.";

    public virtual string AlbumBySubfolderHelp => "Send each subfolder to the album of the same name.";

    public virtual string IncludeHelp =>
        "Send only files that match this pattern, such as \"*.jpg\" or \"prints/**\". May be given more than once.";

    public virtual string ExcludeHelp => "Skip files that match this pattern. May be given more than once.";

    public virtual string AfterUploadHelp =>
        "Keep uploaded files where they are, move them to 'uploaded', or delete them (needs --allow-delete). Default: keep.";

    public virtual string AllowDeleteHelp => "Confirm that uploaded files may be deleted.";

    public virtual string StatusHelp => "Show in one line whether photos are being sent.";

    public virtual string CheckHelp =>
        "For monitoring: exit with 0 when all is well, 1 on a warning, 2 on a problem, 3 when the state is unknown.";

    public virtual string QueueHelp => "Inspect and repair the queue.";

    public virtual string QueueStatusHelp => "Show how many photos are waiting, and why.";

    public virtual string QueueListHelp => "List the queue's photos, newest first.";

    public virtual string QueueRetryHelp => "Retry failed photos now; without an ID, all of them.";

    public virtual string QueueRemoveHelp => "Remove photos from the queue. They are no longer sent to that event, even if the files are still in the folder; 'take-back' undoes this.";

    public virtual string QueueSendHelp => "Send everything that is waiting.";

    public virtual string QueueExportHelp => "Copy waiting photos to a folder, such as one on a USB drive, so that another computer can send them; without an ID, all of them. They are no longer sent from here; 'take-back' undoes this.";

    public virtual string QueueImportHelp => "Queue exported photos, each only once.";

    public virtual string IdsHelp =>
        "IDs as shown by 'eventpics queue list'; the first characters are enough if no other ID begins with them.";

    public virtual string ExportFolderHelp => "The folder to export to.";

    public virtual string ImportFolderHelp => "The folder with the exported photos.";

    public virtual string QueueTakeBackHelp => "Take back exported photos to send them from here; without an ID, all of them. For removed photos, undo the removal (needs their IDs).";

    public virtual string QueueMoveHelp => "Send photos that aren't uploaded yet to another event or album instead.";

    public virtual string MoveEventHelp => "The event to move to: its ID, title or link.";

    public virtual string MoveFromEventHelp => "Move all photos of this event that aren't uploaded yet.";

    public virtual string MoveAllHelp => "Move all photos that aren't uploaded yet.";

    public virtual string FilterStateHelp => "Only photos in this state.";

    public virtual string FilterEventHelp => "Only photos of this event.";

    public virtual string FilterAlbumHelp => "Only photos of this album.";

    public virtual string FilterNameHelp => "Only photos whose file name contains this text.";

    public virtual string FilterFolderHelp => "Only photos that came from this folder.";

    public virtual string DoctorHelp =>
        "Check the API key, event, clock, disks, folder, network and speed, and report whether everything is ready.";

    public virtual string DoctorEventHelp => "The event to check: its ID, title or link.";

    public virtual string DoctorFolderHelp => "The folder to watch.";

    public virtual string SpeedTestHelp => "Measure the upload speed. This leaves a small grey test photo in the event.";

    public virtual string ReportHelp => "Match every photo of an event, a folder, or both with its upload receipt. Exit codes: 0 complete, 4 some still waiting, 1 some missing.";

    public virtual string ReportFolderHelp =>
        "The folder with the event's files, including 'uploaded'. Without it, the report lists only what the queue knows about the event.";

    public virtual string ReportEventHelp =>
        "The event: its ID, title or link. Without it, every event that photos in the folder belong to.";

    public virtual string ReportFormatHelp => "The report's format. Default: by the extension of --output, otherwise text.";

    public virtual string ReportOutputHelp => "Write the report to this file.";

    public virtual string ListenHelp =>
        "Receive URL triggers from dslrBooth and LumaBooth on this computer and send the files they point to.";

    public virtual string ListenFolderHelp => "A folder that files may be sent from. May be given more than once.";

    public virtual string TriggerHelp =>
        "Send only files from triggers of this type, such as printing. May be given more than once. Default: all types.";

    public virtual string ListenPortHelp => "The port on this computer.";

    public virtual string ServiceHelp => "Run a profile, or watch a folder, from system start.";

    public virtual string ServiceInstallHelp =>
        "Install the service: for a profile, a systemd unit or a task at your Windows logon; for a folder, a systemd unit or a Windows service.";

    public virtual string ServiceFolderHelp => "Watch only this folder, for --event, instead of running a profile.";

    public virtual string ServiceProfileHelp => "The profile to run, with its page: profiles/NAME.json in the data folder. Default: default.";

    public virtual string ServiceUninstallHelp => "Remove the service.";

    public virtual string ServicePrintHelp => "Only show what would be done.";

    public virtual string StartHelp =>
        "Run the operator app and open its page in the browser: what a double-click does. If it runs already, only open the page.";

    public virtual string RunHelp =>
        "Send as the saved profile says and serve the page, without opening a browser, until Ctrl+C.";

    public virtual string ProfileNameHelp => "The profile: profiles/NAME.json in the data folder.";

    public virtual string AppPortHelp => "The port of the page on this computer; if it is taken, the next free one.";

    public virtual string ProfileHelp => "Work with the profiles of the operator app.";

    public virtual string ProfileCheckHelp => "Check a profile's file and report all errors together.";

    public virtual string ProfileFileHelp => "The profile's file. It may be meant for another computer.";

    public virtual string LoginHelp => "Store the API key for this user, from a hidden prompt or from stdin.";

    public virtual string LogoutHelp => "Delete the stored API key. The queue is kept.";

    public virtual string EmulatorHelp => "Run a local EventPics server to try things out.";

    public virtual string EmulatorPortHelp => "The port on this computer; 0 picks a free one.";

    public virtual string EmulatorListenHelp =>
        "The address to listen on; 0.0.0.0 opens it to the whole network. Default: this computer only.";

    public virtual string EmulatorDataHelp => "Store the photos in this folder. Default: in memory.";

    public virtual string EmulatorEventHelp => "An event to create, with two albums. May be given more than once. Default: two events.";

    public virtual string EmulatorFaultHelp(string known) =>
        $"Make the next calls fail. STEP: events, url or put. NAME: {known}; N is a number: a status as in status-503, or bytes, bytes per second or seconds. COUNT: how many calls, 1 by default. May be given more than once; faults of one step occur in the order given.";
}
