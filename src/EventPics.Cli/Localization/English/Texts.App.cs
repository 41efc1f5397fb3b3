namespace EventPics.Cli.Localization.English;

/// <content>The operator app.</content>
internal partial class Texts
{
    public virtual string AppStarted(string address) => $"The page is at {address}";

    public virtual string AppIsRunning(string address) => $"EventPics is already running: {address}";

    public virtual string AppIsStarting => "EventPics is already starting on this computer.";

    public virtual string ProfileChanged(string name) => $"The profile '{name}' has changed.";

    public virtual string LeftByProfileChange(int count) => count == 1
        ? "1 file was incomplete when the profile changed and is not queued. When it is complete, send it with 'eventpics upload FILE --event EVENT':"
        : $"{count} files were incomplete when the profile changed and are not queued. When complete, send them with 'eventpics upload FILE --event EVENT':";

    public virtual string NothingWatched(string path) => $"No folder is watched yet, because the profile {path} needs to be completed:";

    public virtual string LastProfileKept(string path) =>
        $"The profile {path} has changed but has errors. Until they are corrected, everything continues as before:";

    public virtual string NoFolderWatched => "No folder is being watched at the moment.";

    public virtual string NotSetUp => "EventPics is not set up yet";
}
