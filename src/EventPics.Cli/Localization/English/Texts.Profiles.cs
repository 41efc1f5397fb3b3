namespace EventPics.Cli.Localization.English;

/// <content>Profiles.</content>
internal partial class Texts
{
    public virtual string ApiKeyInProfile =>
        "A profile must not contain an API key, because its file is copied to other computers. Remove it, and run 'eventpics login' on each computer instead.";

    public virtual string MalformedProfile(long line, long column) =>
        $"The file is not valid JSON; look at line {line}, column {column}. Check for a missing quotation mark, comma or bracket, and write paths with / or \\\\.";

    public virtual string ProfileIsNotUtf8 => "The file is not UTF-8. Save it with the encoding UTF-8.";

    public virtual string IncompleteCharacterInProfile =>
        "The file contains half of a character, such as \\ud800. Replace it, for example by typing the name again.";

    public virtual string ProfileIsNoObject => "The file must contain one JSON object: { \"event\": \"...\", \"folders\": [\"...\"] }.";

    public virtual string UnknownKey(string key, string? nearest) => $"There is no setting '{key}'.{DidYouMean(nearest)}";

    public virtual string KeyOnlyOnce(string key) => $"{key} appears more than once. Keep one of them.";

    public virtual string KeyTakesBoolean(string key) => $"{key} takes true or false, without quotation marks.";

    public virtual string KeyTakesText(string key) => $"{key} takes a text in quotation marks.";

    public virtual string KeyTakesList(string key) => $"{key} takes a list of texts, such as [\"...\", \"...\"].";

    public virtual string EmptyKey(string key) => $"{key} is empty. Give a value, or remove the setting.";

    public virtual string BadBoothName(int max) => $"boothName takes a text of one line, at most {max} characters.";

    public virtual string FoldersMissing => "folders is missing. Give the folder where the booth program saves photos, such as [\"C:/dslrBooth/Prints\"].";

    public virtual string EventMissing => "event is missing. Give the event's ID, title or link.";

    public virtual string FolderNotFull(string folder) =>
        $"'{folder}' is not a full path. Write it from the drive on, such as C:/dslrBooth/Prints, with / or \\\\ between the folders.";

    public virtual string FoldersOverlap(string first, string second) =>
        $"'{first}' and '{second}' contain the same photos. Keep the outer folder only.";

    public virtual string BadTime(string key, string value) => $"{key} takes a time such as 2026-06-20T14:00:00+02:00, not '{value}'.";

    public virtual string BadPhoneAccess(string value) => $"phoneAccess takes off, view or control, not '{value}'.";

    public virtual string BadProfileName(string name, int max) =>
        $"'{name}' can't be the name of a profile. Use 1 to {max} letters, digits, - and _.";

    public virtual string ProfileMissing(string path) => $"There is no profile {path}.";

    public virtual string ProfileValid(string path) => $"{path}: the profile is valid.";

    public virtual string NoFolderHere(string folder) => $"On this computer, there is no folder '{folder}'.";
}
