using EventPics.Cli.Model;

namespace EventPics.Cli.Localization.English;

/// <content>The help.</content>
internal partial class Texts
{
    public virtual string ToolHelp => "Uploads photo booth photos to EventPics albums, once, whatever the venue's network does.";

    public virtual string BaseAddressHelp => $"The service's address, if it is another one. Variable: {EnvironmentVariables.BaseAddress}.";

    public virtual string DataDirHelp => $"Where queue and login are kept. Variable: {EnvironmentVariables.DataDirectory}.";

    public virtual string JsonHelp => "Print results as JSON, one object a line.";

    public virtual string VerboseHelp => "Say more about what happens, on stderr. Never shows a key or a link.";

    public virtual string LanguageHelp => "The language: en or de. Default: the system's.";

    public virtual string HelpHelp => "Show this help.";

    public virtual string DescriptionHeading => "Description:";

    public virtual string RequiredMark => "(REQUIRED)";

    public virtual string CommandMark => "[command]";

    public virtual string OptionsMark => "[options]";

    public virtual string DefaultMark => "[default: ";

    public virtual string VersionHelp => "Show the version.";

    public virtual string EventsHelp => "List events and albums.";

    public virtual string UploadHelp => "Send files and folders, show progress and wait until each is uploaded or failed. Running it again sends nothing twice.";

    public virtual string PathsHelp => "Files or folders.";

    public virtual string EventHelp => "The event: its ID, its title or its link.";

    public virtual string AlbumHelp => "The album: its ID or its title. Default: EventPics chooses it.";

    public virtual string NoRecursiveHelp => "Don't look into subfolders.";

    public virtual string TimeoutHelp => "Stop waiting after this time, such as 30s, 5m, 1h or 00:05:00. What is not sent by then stays queued.";

    public virtual string NoWaitHelp => "Only queue the files; a running watch or the next 'eventpics queue send' sends them.";

    public virtual string BandwidthLimitHelp => "Send no faster than this, such as 2Mbit or 500kB a second; or by time of day: \"18:00,2Mbit 23:00,off\".";

    public virtual string OnUploadedHelp => "After each upload, run this command ({file}, {event}, {album}, {time} are filled in; words with spaces in double or single quotes) or post JSON to this URL.";

    public virtual string OnProblemHelp => "When sending stops, resumes, or a photo fails, run this command (EVENTPICS_STATE and EVENTPICS_MESSAGE are set) or post JSON to this URL.";

    public virtual string ResendHelp => "Also send photos that were sent to another event before. Without it they are skipped.";

    public virtual string WatchHelp => "Send what comes into a folder, until Ctrl+C; with --once, until all that is there is sent.";

    public virtual string WatchFolderHelp => "The folder where the booth program saves photos. {date} or {date-8h} in it follow the day.";

    public virtual string OnceHelp => "Stop as soon as everything that is there is sent.";

    public virtual string AllHelp => "Send the photos that were there before, whatever their age. With --once this is the default.";

    public virtual string MaxAgeHelp => "Of the photos that were there before, send only those not older than this. Default: 24h; with --once, any age.";

    public virtual string AlbumBySubfolderHelp => "Send each subfolder to the album of the same name.";

    public virtual string IncludeHelp => "Send only files that match this pattern, such as \"*.jpg\" or \"prints/**\". May be given more than once.";

    public virtual string ExcludeHelp => "Skip files that match this pattern. May be given more than once.";

    public virtual string AfterUploadHelp => "Keep uploaded files where they are, move them into 'uploaded', or delete them (needs --allow-delete). Default: keep.";

    public virtual string AllowDeleteHelp => "Yes, really delete files once they are uploaded.";

    public virtual string StatusHelp => "Show in one line whether photos are being sent.";

    public virtual string CheckHelp => "End with 0 when all is well, 1 for a warning, 2 for a problem, 3 when it can't be found out: for monitoring.";

    public virtual string QueueHelp => "Inspect and repair the queue.";

    public virtual string QueueStatusHelp => "Show how many photos are waiting, and what holds them back.";

    public virtual string QueueListHelp => "List the queue's photos, newest first.";

    public virtual string QueueRetryHelp => "Retry failed photos now; without an ID, all of them.";

    public virtual string QueueRemoveHelp => "Remove photos from the queue. They are not sent to that event any more, even if their files are still in the folder; 'take-back' undoes it.";

    public virtual string QueueSendHelp => "Send everything that is waiting.";

    public virtual string QueueExportHelp => "Copy waiting photos into a folder, for example on a USB drive, to be sent from another computer; without an ID, all of them. They are not sent from here any more; 'take-back' undoes it.";

    public virtual string QueueImportHelp => "Queue photos that were exported, each only once.";

    public virtual string IdsHelp => "IDs, as 'eventpics queue list' shows them; the first characters are enough if no other ID begins with them.";

    public virtual string ExportFolderHelp => "The folder to export to.";

    public virtual string ImportFolderHelp => "The folder with the exported photos.";

    public virtual string QueueTakeBackHelp => "Take exported photos back, to be sent from here; without an ID, all of them. With the IDs of removed photos, undo the removal.";

    public virtual string QueueMoveHelp => "Move photos that are not uploaded to another event or album.";

    public virtual string MoveEventHelp => "The event to move to: its ID, its title or its link.";

    public virtual string MoveFromEventHelp => "Move all photos of this event that are not uploaded.";

    public virtual string MoveAllHelp => "Move all photos that are not uploaded.";

    public virtual string FilterStateHelp => "Only photos in this state.";

    public virtual string FilterEventHelp => "Only photos of this event.";

    public virtual string FilterAlbumHelp => "Only photos of this album.";

    public virtual string FilterNameHelp => "Only photos whose file name contains this.";

    public virtual string FilterFolderHelp => "Only photos that came from this folder.";

    public virtual string DoctorHelp => "Check key, event, clock, disks, folder, network and speed: one page that says whether everything is ready.";

    public virtual string DoctorEventHelp => "The event to check: its ID, its title or its link.";

    public virtual string DoctorFolderHelp => "The folder to watch.";

    public virtual string SpeedTestHelp => "Measure the upload speed. This leaves a small grey test photo in the event.";

    public virtual string ReportHelp => "Match every photo of an event, of a folder, or of both with its receipt. Exit code: 0 complete, 4 some are still waiting, 1 some are missing.";

    public virtual string ReportFolderHelp => "The folder with the event's files, 'uploaded' included. Without it, only what the queue remembers of the event is listed.";

    public virtual string ReportEventHelp => "The event, by its ID, title or link. Without it, every event that photos of the folder belong to.";

    public virtual string ReportFormatHelp => "The report's format. Default: by the extension of --output, otherwise text.";

    public virtual string ReportOutputHelp => "Write the report to this file.";

    public virtual string ListenHelp => "Receive URL triggers from dslrBooth and LumaBooth on this computer and send the files they name.";

    public virtual string ListenFolderHelp => "A folder from which files may be sent. May be given more than once.";

    public virtual string TriggerHelp => "Send only the files of triggers of this kind, such as printing. May be given more than once. Default: all kinds.";

    public virtual string ListenPortHelp => "The port on this computer.";

    public virtual string ServiceHelp => "Watch a folder from system start.";

    public virtual string ServiceInstallHelp => "Install the service: a Windows service, or a systemd unit.";

    public virtual string ServiceUninstallHelp => "Remove the service.";

    public virtual string ServicePrintHelp => "Only show what would be done.";

    public virtual string LoginHelp => "Store the API key for this user: from a hidden prompt or from stdin.";

    public virtual string LogoutHelp => "Delete the stored API key. The queue stays.";

    public virtual string EmulatorHelp => "Run a local EventPics server to try things out.";

    public virtual string EmulatorPortHelp => "The port on this computer; 0 takes a free one.";

    public virtual string EmulatorListenHelp => "The address to listen on; 0.0.0.0 lets the whole network in. Default: this computer only.";

    public virtual string EmulatorDataHelp => "Keep the photos in this folder. Default: in memory.";

    public virtual string EmulatorEventHelp => "An event that exists, with two albums. May be given more than once. Default: two events.";

    public virtual string EmulatorFaultHelp(string known) =>
        $"Let the next calls fail. STEP: events, url or put; COUNT: how many calls, 1 by default. NAME: {known} (N: a number such as status-503; bytes, bytes per second or seconds). May be given more than once; faults of one step come in the order given.";
}
