namespace EventPics.Cli.Internal;

/// <content>The help.</content>
internal partial class Texts
{
    public virtual string ToolHelp => "Carries photobooth pictures into EventPics albums, once, whatever the venue's network does.";

    public virtual string BaseAddressHelp => $"The service's address, if it is another one. Variable: {GlobalOptions.BaseAddressVariable}.";

    public virtual string DataDirHelp => $"Where queue and login are kept. Variable: {GlobalOptions.DataDirectoryVariable}.";

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

    public virtual string UploadHelp => "Send files and folders, show progress and wait until each is uploaded or refused. Run again, it sends nothing twice.";

    public virtual string PathsHelp => "Files or folders.";

    public virtual string EventHelp => "The event's link id, as 'eventpics events' lists it.";

    public virtual string AlbumHelp => "The album, by its id or title. Default: the service chooses.";

    public virtual string NoRecursiveHelp => "Don't look into sub-folders.";

    public virtual string TimeoutHelp => "Stop waiting after this time, such as 30s, 5m, 1h or 00:05:00. What is not sent by then stays queued.";

    public virtual string NoWaitHelp => "Only queue the files; a running watch or the next 'eventpics queue send' sends them.";

    public virtual string BandwidthLimitHelp => "Send no faster than this, such as 2Mbit or 500kB a second; or by time of day: \"18:00,2Mbit 23:00,off\".";

    public virtual string OnUploadedHelp => "For every picture that is up, run this command ({file}, {event}, {album}, {time} are filled in; words with spaces in double or single quotes) or post JSON to this URL.";

    public virtual string WatchHelp => "Send what comes into a folder, until Ctrl+C; with --once, until all that is there is sent.";

    public virtual string WatchFolderHelp => "The folder where the booth program saves pictures. {date} or {date-8h} in it follow the day.";

    public virtual string OnceHelp => "End when all that is there is sent.";

    public virtual string AllHelp => "Send the pictures that were there before, whatever their age. With --once this is the default.";

    public virtual string MaxAgeHelp => "Of the pictures that were there before, send only those not older than this. Default: 24h; with --once, any age.";

    public virtual string AlbumBySubfolderHelp => "A sub-folder stands for the album of that title.";

    public virtual string IncludeHelp => "Only files like this count, for example \"*.jpg\" or \"prints/**\". May be given more than once.";

    public virtual string ExcludeHelp => "Files like this don't count. May be given more than once.";

    public virtual string AfterUploadHelp => "Keep uploaded files where they are, move them into 'uploaded', or delete them (needs --allow-delete). Default: keep.";

    public virtual string AllowDeleteHelp => "Yes, really delete files once they are uploaded.";

    public virtual string QueueHelp => "Look into the queue and mend it.";

    public virtual string QueueStatusHelp => "Show how many pictures wait, and what holds them back.";

    public virtual string QueueListHelp => "List the queue's pictures, newest first.";

    public virtual string QueueRetryHelp => "Let refused pictures wait again; without an ID, all of them.";

    public virtual string QueueRemoveHelp => "Take pictures out of the queue for good.";

    public virtual string QueueSendHelp => "Send what waits.";

    public virtual string QueueExportHelp => "Move waiting pictures into a folder, say on a USB stick.";

    public virtual string QueueImportHelp => "Queue pictures that were exported, each only once.";

    public virtual string IdsHelp => "Ids, as 'eventpics queue list' shows them.";

    public virtual string ExportFolderHelp => "The folder with the exported pictures.";

    public virtual string DoctorHelp => "Check key, event, clock, disk, folder, network and speed: one page that ends with go or no-go.";

    public virtual string DoctorEventHelp => "The event to check, by its link id.";

    public virtual string DoctorFolderHelp => "The folder that is going to be watched.";

    public virtual string SpeedTestHelp => "Measure the upload speed. This leaves a small grey test picture in the event.";

    public virtual string ReportHelp => "Match every picture of a folder with its receipt. Exit code: 0 complete, 4 some still wait, 1 some are missing.";

    public virtual string ReportFolderHelp => "The folder.";

    public virtual string ReportEventHelp => "Count receipts of this event only.";

    public virtual string ReportFormatHelp => "The form of the report. Default: as --output ends, else text.";

    public virtual string ReportOutputHelp => "Write the report to this file.";

    public virtual string ListenHelp => "Take the URL triggers of dslrBooth and LumaBooth on this computer and send the files they name.";

    public virtual string ListenFolderHelp => "A folder from which files may be sent. May be given more than once.";

    public virtual string ListenPortHelp => "The port on this computer.";

    public virtual string ServiceHelp => "Watch a folder from the start of the computer on.";

    public virtual string ServiceInstallHelp => "Install the service: a Windows service, or a systemd unit.";

    public virtual string ServiceUninstallHelp => "Remove the service.";

    public virtual string ServicePrintHelp => "Only show what would be done.";

    public virtual string LoginHelp => "Keep the API key for this user: typed hidden, or read from stdin.";

    public virtual string LogoutHelp => "Forget the API key. The queue stays.";

    public virtual string EmulatorHelp => "Run a local EventPics server to try things out.";

    public virtual string EmulatorPortHelp => "The port on this computer; 0 takes a free one.";

    public virtual string EmulatorListenHelp => "The address to listen on; 0.0.0.0 lets the whole network in. Default: this computer only.";

    public virtual string EmulatorDataHelp => "Keep the pictures in this folder. Default: in memory.";
}
