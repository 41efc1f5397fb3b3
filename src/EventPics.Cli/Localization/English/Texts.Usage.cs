using EventPics.Cli.Model;

namespace EventPics.Cli.Localization.English;

/// <content>Errors on and around the command line.</content>
internal partial class Texts
{
    public virtual string SeeHelp(string command) => $"See '{command} --help'.";

    public virtual string UnknownOption(string name, string? nearest) => $"There is no option {name}.{DidYouMean(nearest)}";

    public virtual string UnknownCommand(string name, string? nearest) => $"There is no command '{name}'.{DidYouMean(nearest)}";

    public virtual string BadDuration(string option, string value) =>
        $"{option} takes a time such as 30s, 5m, 1h or 00:05:00, not '{value}'.";

    public virtual string BadBandwidthLimit(string option, string value) =>
        $"{option} takes a speed such as 2Mbit or 500kB (per second; at least 256kbit), or a timetable such as \"18:00,2Mbit 23:00,off\", not '{value}'.";

    public virtual string BadTimeZone(string option, string value) =>
        $"{option} takes a zone that this computer knows, such as Europe/Berlin, or an offset such as +02:00, not '{value}'.";

    public virtual string BadBaseAddress(string name, string value) =>
        $"{name} takes an https address (http only for this computer), not '{value}'.";

    public virtual string BadLanguage(string option, string value) => $"{option} takes en or de, not '{value}'.";

    public virtual string ReportNeedsSubject => "Give a folder, an event with --event, or both.";

    public virtual string BadState(string value, string known) => $"--state takes one of {known}, not '{value}'.";

    public virtual string MoveNeedsChoice => "Choose the photos to move: by their IDs, with --from-event, or with --all.";

    public virtual string BadPort(string value) => $"--port takes a number from 0 to 65535, not '{value}'.";

    public virtual string BadListenAddress(string value) =>
        $"--listen takes an IP address of this computer such as 192.168.0.10, or 0.0.0.0 for all of them, not '{value}'.";

    public virtual string BadFault(string value) =>
        $"--fault takes STEP:NAME or STEP:NAME:COUNT such as put:lost-response:2, not '{value}'.";

    public virtual string UnknownFaultStep(string step, string known, string? nearest) =>
        $"--fault: there is no step '{step}'.{DidYouMean(nearest)} Steps: {known}.";

    public virtual string UnknownFault(string step, string name, string known, string? nearest) =>
        $"--fault: there is no fault '{name}' for {step}.{DidYouMean(nearest)} Faults (N: a number in the fault's range): {known}.";

    public virtual string BadFaultCount(string value, string count) => $"--fault: COUNT is a number from 1, not '{count}' as in '{value}'.";

    public virtual string BadFormat(string value) => $"--format takes text, csv or html, not '{value}'.";

    public virtual string BadOutput(string ending) =>
        $"--output writes .txt, .csv or .html, not {ending}. Choose such a name, or the format with --format.";

    public virtual string BadAfterUpload(string option, string value) => $"{option} takes keep, move or delete, not '{value}'.";

    public virtual string UnsafePlaceholder(string option, string placeholder, string variable) =>
        $"{option}: {placeholder} would become part of a script there, and a file name could run as a command. Use the variable {variable} in the script instead; in a batch file, \"%{variable}%\".";

    public virtual string EmptyValue(string option) => $"{option} needs a value.";

    public virtual string Missing(string name) => $"{name} is missing.";

    public virtual string OnlyOnce(string option) => $"{option} takes only one value.";

    public virtual string CannotBeCombined(string option) => $"{option} can't be combined with other arguments.";

    public virtual string UnexpectedArgument(string word) => $"Unexpected argument '{word}'. Quote values that contain spaces.";

    public virtual string MutuallyExclusive(string first, string second) => $"{first} and {second} can't be used together.";

    public virtual string NeedsEvent(string option) => $"{option} also needs --event.";

    public virtual string TimeoutNeedsOnce => "--timeout needs --once; without it, watch runs until Ctrl+C.";

    public virtual string DeleteNeedsPermission(string option, string permission) =>
        $"{option} delete also needs {permission}. To keep the files, use {option} move.";

    public virtual string NoDataDirectory =>
        $"This user has no folder for application data. Choose one with --data-dir or {EnvironmentVariables.DataDirectory}.";

    public virtual string NoSuchPath => "There is no such file or folder. Check the path.";

    public virtual string NoSuchFolder(string folder) => $"There is no folder '{folder}'. Check the path, or create it.";

    public virtual string UnknownPlaceholder(string token, string known) =>
        $"Unknown placeholder '{token}' in the folder path. Supported: {known}.";

    public virtual string NotAFolder(string path) => $"'{path}' is a file. Give the folder it is in.";

    public virtual string ExportToFile(string path) =>
        $"'{path}' is a file. Give the folder to export to; it is created if it doesn't exist.";

    public virtual string PatternMatchesNothing => "No file matches this pattern.";

    public virtual string NoPhotos(string folder) => $"There are no photos or videos in '{folder}'.";

    public virtual string EmptyFile =>
        "The file is empty. Wait until the camera or the booth program has finished writing it, or delete it.";

    public virtual string SkippedSymlink(string path) =>
        $"Skipped a symbolic link: {path}. Symbolic links are not followed, because they could lead anywhere.";

    public virtual string UnreadableFolder => "The folder can't be read. Check its owner and permissions.";

    public virtual string UnknownEvent(string linkId) => $"There is no event '{linkId}'.";

    public virtual string BadPattern(string patterns) =>
        $"Invalid pattern: {patterns}. Patterns can contain *, ? and **; brackets, braces and a leading ! are not supported.";

    public virtual string AmbiguousEvent(string wanted) => $"More than one event is called '{wanted}'.";

    public virtual string UnknownAlbum(string album, string title) => $"The event '{title}' has no album '{album}'.";

    public virtual string AmbiguousAlbum(string album, string title) => $"The event '{title}' has more than one album called '{album}'.";

    public virtual string TheseExist => "Available:";

    public virtual string ChooseById => "Choose one by ID:";

    public virtual string ChooseEvent => "Which event do the photos go to?";

    public virtual string ChooseAlbum(string title) => $"Which album of {title}?";

    public virtual string NumberPrompt(bool isOptional) => isOptional ? "Number, or Enter to let EventPics choose: " : "Number: ";

    public virtual string NotInList(int count) => count == 1 ? "Type 1." : $"Type a number from 1 to {count}.";

    public virtual string SameChoiceNextTime(string linkId, string? album) =>
        $"Next time, without the question: {EventOptions(linkId, album)}";

    public virtual string KnownEventsOnly(string problem) => $"{problem} Showing the last known list:";

    public virtual string ChoiceNeedsNetwork => "The list of events needs a connection once. Try again when it is back, or pass --event.";

    public virtual string NoEvents => "This account has no events yet. Create one in the EventPics app.";

    public virtual string NoAlbums => "It has no albums yet.";

    public virtual string TitleNeedsNetwork(string album) => $"Finding out whether '{album}' is an album's ID or its title needs a connection once. Try again when it is back; after that, it also works offline.";

    public static string EventLine(EventPicsEvent found) => $"{found.LinkId}  {found.Title}".Sanitize();

    public static string AlbumLine(EventPicsAlbum album) => $"{album.Id}  {album.Title}".Sanitize();

    protected static string EventOptions(string linkId, string? album) =>
        (album is null ? $"--event {linkId}" : $"--event {linkId} --album {Quote(album)}").Sanitize();

    private static string Quote(string value) => value.Any(char.IsWhiteSpace) ? $"\"{value}\"" : value;

    protected virtual string DidYouMean(string? nearest) => nearest is null ? "" : $" Did you mean {nearest}?";
}
