using EventPics.Cli.Model;
using EventPics.Cli.Platform;

namespace EventPics.Cli.Localization.English;

/// <content>Login, service, listen, emulator.</content>
internal partial class Texts
{
    public virtual string ApiKeyPrompt => "API key (it is not shown): ";

    public virtual string EmptyApiKey => "No API key was given. Paste it when asked, or pipe it in.";

    public virtual string LoggedOut => "API key removed. The queue is kept.";

    public virtual string WasNotLoggedIn => "No API key was stored.";

    public virtual string VariableTakesPrecedence => $"{EnvironmentVariables.ApiKey} is set and takes precedence over the stored key.";

    public virtual string VariableStillSet => $"{EnvironmentVariables.ApiKey} is set and is still in effect.";

    public virtual string NoServicesHere =>
        "Services can be installed only on Windows and on Linux with systemd. Start 'eventpics watch' at login instead.";

    public virtual string StopWithCtrlC => "Press Ctrl+C to stop.";

    public virtual string LoggedIn(string path) => $"The API key is stored in {path}, readable by you only.";

    public virtual string KeyNotChecked(string why) => $"The key could not be checked. {why}";

    public virtual string ServiceDescription(string folder) => $"EventPics: sends photos from {folder}";

    public virtual string ServiceProfileDescription(string name) => $"EventPics: sends photos as the profile '{name}' says";

    public virtual string TaskCreated(string name) => $"The task '{name}' is running, and starts whenever you log on.";

    public virtual string TaskFailed(string call) => $"Windows rejected this call: {call}";

    public virtual string NeedsFolder(string option, string folder) => $"{option} also needs {folder}; a profile has an event of its own.";

    public virtual string UnitWritten(string path) => $"Written: {path}";

    public virtual string UnitNext(string systemctl) =>
        $"To start it now and at every boot, run once:\n  {systemctl} daemon-reload\n  {systemctl} enable --now {SystemdUnit.Name}";

    public virtual string UserUnitNeedsLinger => "Without this, it starts only when you log in:\n  loginctl enable-linger";

    public virtual string UnitRemoved(string path) => $"Removed: {path}";

    public virtual string UnitRemovedNext(string systemctl) =>
        $"To stop the running service:\n  {systemctl} stop {SystemdUnit.Name}\n  {systemctl} daemon-reload";

    public virtual string NoUnit(string path) => $"There is no service: {path} does not exist.";

    public virtual string ScFailed(string call) => $"Windows rejected this call: {call}\nRun this in a terminal started as administrator.";

    public virtual string ServiceNeedsLogin(string dataDirectory) =>
        $"The service reads the API key from {dataDirectory}. Run 'eventpics login --data-dir {dataDirectory}' first.";

    public virtual string Listening(string address) =>
        $"Listening. Enter this as the trigger URL in dslrBooth or LumaBooth:\n  {address}/\nPress Ctrl+C to stop.";

    public virtual string PortNeedsRights(int port) =>
        $"This user may not open port {port}: ports below 1024 are reserved for administrators. Choose a higher one with --port.";

    public virtual string PortInUse(int port) => $"Port {port} is taken or reserved. Choose another with --port.";

    public virtual string OutsideAllowedFolders(string path) => $"Not sent: {path} is not in a folder given with --folder.";

    public virtual string NotInAllowedFolders(string name) => $"Not sent: {name} is not a file in a folder given with --folder.";

    public virtual string EmulatorStarted(string address) => $"EventPics emulator: {address} (open it in a browser to see what arrives)";

    public virtual string AddressUnavailable(string address) =>
        $"This computer doesn't have the address {address}. Choose another with --listen; 0.0.0.0 stands for all of its addresses.";

    public virtual string EmulatorAcceptsAnyHost(string address) =>
        $"Listening on {address}: other computers can reach the emulator, it accepts any host name, and its API key is not a secret. Use it only in networks that you trust.";

    public virtual string EmulatorReceived(int count) => $"{Photos(count)} received.";

    public virtual string EmulatorDidNotStart(string why) => $"The emulator could not start. {why} Choose another folder with --data.";
}
